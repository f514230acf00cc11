import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client } from '../../shared/client.ts';
import { keys } from '../../shared/queries.ts';

/** Whether this browser can get pushes at all, and whether it does. */
export type PushState = 'missing' | 'denied' | 'off' | 'on';

const devicesKey = [...keys.notices, 'devices'];
const stateKey = [...keys.notices, 'push-state'];

export function usePushDevices() {
  return useQuery({ queryKey: devicesKey, queryFn: () => client.notifications.listOwnPushDevices() });
}

export function usePushState() {
  return useQuery({ queryKey: stateKey, queryFn: readState, staleTime: 0 });
}

async function readState(): Promise<PushState> {
  if (!('serviceWorker' in navigator) || !('PushManager' in window) || !('Notification' in window)) return 'missing';
  if (Notification.permission === 'denied') return 'denied';
  const registration = await navigator.serviceWorker.getRegistration();
  if (!registration) return 'missing';
  return (await registration.pushManager.getSubscription()) ? 'on' : 'off';
}

/** Asks for leave and tells the server of this browser; or takes both back. */
export function useSwitchPush() {
  const queries = useQueryClient();
  const onSettled = () => Promise.all([queries.invalidateQueries({ queryKey: devicesKey }), queries.invalidateQueries({ queryKey: stateKey })]);
  const on = useMutation({ mutationFn: subscribe, onSettled });
  const off = useMutation({ mutationFn: unsubscribe, onSettled });
  return { on, off };
}

export function useRemoveDevice() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (pushId: PushId) => client.notifications.removeOwnPushDevice({ pushId }),
    onSettled: () => queries.invalidateQueries({ queryKey: devicesKey }),
  });
}
type PushId = Parameters<typeof client.notifications.removeOwnPushDevice>[0]['pushId'];

/** Which of the server's devices this browser is; kept here, because the server never gives an endpoint back. */
const OWN_DEVICE = 'tessera.push-device';

async function subscribe(): Promise<void> {
  if ((await Notification.requestPermission()) !== 'granted') return;
  const { serverKey } = await client.notifications.listOwnPushDevices();
  const registration = await navigator.serviceWorker.ready;
  const subscription = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: serverKey });
  const { endpoint, keys: own = {} } = subscription.toJSON();
  try {
    const device = await client.notifications.addOwnPushDevice({
      endpoint: endpoint ?? '',
      p256dh: own.p256dh ?? '',
      auth: own.auth ?? '',
      label: browserName(),
    });
    localStorage.setItem(OWN_DEVICE, device.id);
  } catch (error) {
    await subscription.unsubscribe();
    throw error;
  }
}

async function unsubscribe(): Promise<void> {
  const registration = await navigator.serviceWorker.ready;
  await (await registration.pushManager.getSubscription())?.unsubscribe();
  const own = localStorage.getItem(OWN_DEVICE);
  localStorage.removeItem(OWN_DEVICE);
  const { items } = await client.notifications.listOwnPushDevices();
  const device = items.find(({ id }) => id === own);
  if (device) await client.notifications.removeOwnPushDevice({ pushId: device.id });
}

function browserName(): string {
  const { userAgent } = navigator;
  const browser = /Edg\//.test(userAgent) ? 'Edge' : /Firefox\//.test(userAgent) ? 'Firefox' : /Chrome\//.test(userAgent) ? 'Chrome' : 'Safari';
  const system = ['Android', 'iPhone', 'iPad', 'Windows', 'Mac', 'Linux'].find((name) => userAgent.includes(name));
  return system ? `${browser} · ${system}` : browser;
}
