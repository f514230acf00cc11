import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

export default defineConfig({
  base: '/terminal/',
  build: { outDir: 'dist', target: 'es2022', assetsInlineLimit: 0 },
  server: { proxy: { '/api': { target: 'http://127.0.0.1:8080', ws: true } } },
  plugins: [
    react(),
    VitePWA({
      registerType: 'autoUpdate',
      // The app registers the worker itself: the content policy allows no inline script.
      injectRegister: false,
      manifest: {
        id: '/terminal/',
        name: '一卡通收银 Tessera Till',
        short_name: '收银 Till',
        description: 'Take payments by pay code, card or member number.',
        lang: 'zh-CN',
        start_url: '/terminal/',
        scope: '/terminal/',
        display: 'standalone',
        background_color: '#eef2f4',
        theme_color: '#0b7a75',
        icons: [
          { src: 'favicon.svg', sizes: 'any', type: 'image/svg+xml' },
          { src: 'icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: 'icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: 'icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
      workbox: {
        globPatterns: ['**/*.{js,css,html,svg,png}'],
        navigateFallback: '/terminal/index.html',
        navigateFallbackDenylist: [/^\/api/],
        cleanupOutdatedCaches: true,
      },
    }),
  ],
});
