import type { SocketLike } from './socket-link.ts';

/** The browser's socket in the small shape that the line needs. */
export function openSocket(url: string): SocketLike {
  const socket = new WebSocket(url);
  const line: SocketLike = {
    get readyState() {
      return socket.readyState;
    },
    send: (text) => socket.send(text),
    close: () => socket.close(),
    onopen: null,
    onmessage: null,
    onclose: null,
  };
  socket.onopen = () => line.onopen?.();
  socket.onmessage = (event) => line.onmessage?.(event);
  socket.onclose = () => line.onclose?.();
  return line;
}
