import react from '@vitejs/plugin-react';
import { defineConfig, loadEnv } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

const BASE = '/member/';

export default defineConfig(({ mode }) => {
  const api = loadEnv(mode, '.', 'TESSERA_').TESSERA_API ?? 'http://127.0.0.1:8080';
  return {
    base: BASE,
    build: { outDir: 'dist', target: 'es2022', modulePreload: { polyfill: false } },
    server: { proxy: { '/api': { target: api, ws: true } } },
    plugins: [
      react(),
      VitePWA({
        registerType: 'autoUpdate',
        injectRegister: null,
        includeAssets: ['favicon.svg', 'icon-180.png'],
        manifest: {
          id: BASE,
          name: '一卡通 Tessera',
          short_name: '一卡通',
          description: '一张卡，付款、通行、兑换 · One card to pay, enter and redeem',
          lang: 'zh-CN',
          start_url: BASE,
          scope: BASE,
          display: 'standalone',
          orientation: 'portrait',
          theme_color: '#0b7a75',
          background_color: '#eef2f4',
          icons: [
            { src: 'icon-192.png', sizes: '192x192', type: 'image/png' },
            { src: 'icon-512.png', sizes: '512x512', type: 'image/png' },
            { src: 'icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
            { src: 'favicon.svg', sizes: 'any', type: 'image/svg+xml' },
          ],
          shortcuts: [{ name: '付款 Pay', url: `${BASE}pay`, icons: [{ src: 'icon-192.png', sizes: '192x192' }] }],
        },
        workbox: {
          globPatterns: ['**/*.{js,css,html,svg,png,webmanifest}'],
          navigateFallback: `${BASE}index.html`,
          navigateFallbackDenylist: [/^\/api\//],
          cleanupOutdatedCaches: true,
          importScripts: ['push.js'],
          globIgnores: ['push.js'],
        },
      }),
    ],
  };
});
