import type { ChargeAnswerWire } from './payments.ts';
import type { Terminal } from './terminals.ts';

/** What `/api/live` sends as server-sent events: facts to look again at, never the records themselves. */
export type LiveEvent =
  | { kind: 'payments'; paymentIds: string[] }
  | { kind: 'cards'; cardId: string }
  | { kind: 'wallet'; memberId: string }
  | { kind: 'terminals'; terminalId: string }
  | { kind: 'members' }
  | { kind: 'imports'; importId: string }
  | { kind: 'privacy' }
  | { kind: 'subsidies' }
  | { kind: 'points' }
  | { kind: 'catalogue' }
  | { kind: 'settlement' }
  | { kind: 'redemptions' }
  | { kind: 'mealplans' }
  | { kind: 'backups' }
  | { kind: 'notices' }
  | { kind: 'announcements' }
  | { kind: 'incidents' }
  | { kind: 'deliveries' }
  | { kind: 'alerts' }
  | { kind: 'slips' }
  | { kind: 'disputes' }
  | { kind: 'reviews' }
  | { kind: 'chats' }
  | { kind: 'surveys' }
  | { kind: 'deposits' }
  | { kind: 'sales' }
  | { kind: 'guardians' }
  | { kind: 'migration' }
  | { kind: 'reconciliation' }
  | { kind: 'orders'; orderId: string }
  | { kind: 'cardOrders' }
  | { kind: 'funding' }
  | { kind: 'closures' }
  | { kind: 'resync' };
export type LiveEventKind = LiveEvent['kind'];

/** Till to server, as JSON texts over `/api/terminal/socket`. `charge` is a `ChargeItem`, `id` pairs the answer. */
export type SocketRequest = { type: 'authenticate'; token: string } | { type: 'charge'; id: number; charge: unknown } | { type: 'ping' };

/** Server to till. */
export type SocketMessage =
  | { type: 'ready'; terminal: Terminal; serverTime: string }
  | { type: 'answer'; id: number; answer: ChargeAnswerWire }
  | { type: 'refused'; id: number; code: string; params: Record<string, unknown> }
  | { type: 'policy'; terminal: Terminal }
  | { type: 'message'; text: string; sentAt: string }
  | { type: 'payments' }
  | { type: 'revoked' }
  | { type: 'pong'; serverTime: string };
