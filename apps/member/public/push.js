/* Read by the service worker: shows what the server pushed, and opens its page. */
self.addEventListener('push', (event) => {
  const { title, body, url, tag } = event.data ? event.data.json() : {};
  event.waitUntil(self.registration.showNotification(title || '一卡通', { body, tag, data: { url }, icon: 'icon-192.png', badge: 'icon-192.png' }));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const { url } = event.notification.data || {};
  const target = new URL(url || 'notices', self.registration.scope);
  // Whatever a message says, only this app is opened.
  const page = target.origin === self.location.origin ? target.href : self.registration.scope;
  event.waitUntil(
    self.clients.matchAll({ type: 'window', includeUncontrolled: true }).then((windows) => {
      const open = windows.find((window) => window.url.startsWith(self.registration.scope));
      if (!open) return self.clients.openWindow(page);
      // A browser that does not let it come to the front still shows the page in it; a window of another version is left alone.
      return open
        .focus()
        .catch(() => open)
        .then((window) => window.navigate(page))
        .catch(() => self.clients.openWindow(page));
    }),
  );
});
