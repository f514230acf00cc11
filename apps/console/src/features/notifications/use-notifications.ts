import { useMutation, useQuery } from '@tanstack/react-query';
import type { Announcement, NoticeTemplate } from '@tessera/contract';
import { client, queryClient } from '../../shared/api.ts';
import type { Filters } from '../../shared/use-filters.ts';
import { useKeyedCall } from '../../shared/use-keyed-call.ts';
import { useKeyset } from '../../shared/use-keyset.ts';

type Draft = Parameters<typeof client.notifications.createAnnouncement>[0];
type AnnouncementId = Parameters<typeof client.notifications.withdrawAnnouncement>[0]['announcementId'];
type Calls = typeof client.notifications;
type Asked<Name extends keyof Calls> = Parameters<Calls[Name]>[0];
const again = (name: string) => () => queryClient.invalidateQueries({ queryKey: [name] });

export function useAnnouncements() {
  return useKeyset({ key: ['announcements', 'page'], fetch: (paging) => client.notifications.listAnnouncements(paging) });
}

export function useSaveAnnouncement() {
  const create = useKeyedCall(client.notifications.createAnnouncement);
  return useMutation({
    mutationFn: ({ announcementId, ...draft }: Draft & { announcementId?: AnnouncementId }) =>
      announcementId ? client.notifications.updateAnnouncement({ announcementId, ...draft }) : create(draft),
    onSuccess: again('announcements'),
  });
}

export function useAnnouncementActs() {
  const onSettled = again('announcements');
  return {
    publish: useMutation({ mutationFn: (input: Asked<'publishAnnouncement'>) => client.notifications.publishAnnouncement(input), onSettled }),
    withdraw: useMutation({ mutationFn: (input: Asked<'withdrawAnnouncement'>) => client.notifications.withdrawAnnouncement(input), onSettled }),
    remove: useMutation({ mutationFn: (input: Asked<'removeAnnouncement'>) => client.notifications.removeAnnouncement(input), onSettled }),
  };
}

/** How many people would be told; asked again whenever the choice changes. */
export function useAudienceCount(audience: Announcement['audience']) {
  return useQuery({
    queryKey: ['announcements', 'audience', audience],
    queryFn: () => client.notifications.countAudience({ audience }),
    placeholderData: (before) => before,
  });
}

export function useIncidents() {
  return useKeyset({ key: ['incidents', 'page'], fetch: (paging) => client.notifications.listIncidents(paging) });
}

export function useIncidentActs() {
  const open = useKeyedCall(client.notifications.openIncident);
  const report = useKeyedCall(client.notifications.reportIncident);
  const onSuccess = again('incidents');
  return { open: useMutation({ mutationFn: open, onSuccess }), report: useMutation({ mutationFn: report, onSuccess }) };
}

export function useTemplates() {
  return useQuery({ queryKey: ['templates'], queryFn: () => client.notifications.listNoticeTemplates() });
}

export function useTemplateActs() {
  const onSuccess = again('templates');
  return {
    save: useMutation({ mutationFn: (input: Asked<'setNoticeTemplate'>) => client.notifications.setNoticeTemplate(input), onSuccess }),
    reset: useMutation({ mutationFn: (input: Asked<'resetNoticeTemplate'>) => client.notifications.resetNoticeTemplate(input), onSuccess }),
  };
}

type Place = Pick<NoticeTemplate, 'kind' | 'channel' | 'language'>;

/** What a person would get; looked at again a moment after the last key. */
export function usePreview(place: Place, texts: { subject: string; body: string }) {
  return useQuery({
    queryKey: ['template-preview', place, texts],
    queryFn: () => client.notifications.previewNoticeTemplate({ kind: place.kind, channel: place.channel, language: place.language, ...texts }),
    enabled: texts.body.trim() !== '',
    retry: false,
    placeholderData: (before) => before,
  });
}

type DeliveryFilter = Parameters<typeof client.notifications.listNoticeDeliveries>[0];

export function useDeliveries(filters: Filters) {
  const filter = { q: filters.get('q'), state: filters.get('state'), channel: filters.get('channel') } as DeliveryFilter; // The address holds what the menus wrote; the server checks it.
  return useKeyset({ key: ['deliveries', 'page', filter], fetch: (paging) => client.notifications.listNoticeDeliveries({ ...filter, ...paging }) });
}

export function useRetryDelivery() {
  return useMutation({
    mutationFn: (input: Asked<'retryNoticeDelivery'>) => client.notifications.retryNoticeDelivery(input),
    onSettled: again('deliveries'),
  });
}
