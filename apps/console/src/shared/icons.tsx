import type { ReactNode } from 'react';

/** Line icons on a 24 grid, drawn for this app so that the set is small and of one hand. */
const SHAPES = {
  today: <path d="M4 20V10M10 20V4M16 20v-8M21 20H3" />,
  members: <path d="M15 19c0-3-2.5-5-6-5s-6 2-6 5M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM21 19c0-2.6-1.6-4.4-4-4.9M15.5 3.4a4 4 0 0 1 0 7.2" />,
  cards: <path d="M3 7.5A2.5 2.5 0 0 1 5.5 5h13A2.5 2.5 0 0 1 21 7.500v9a2.5 2.5 0 0 1-2.5 2.500h-13A2.5 2.5 0 0 1 3 16.500v-9ZM3 10h18M7 15h3" />,
  merchants: <path d="M4 10v9h16v-9M3 10l2-6h14l2 6M3 10a3 3 0 0 0 6 0 3 3 0 0 0 6 0 3 3 0 0 0 6 0M10 19v-5h4v5" />,
  terminals: (
    <path d="M7 3h10a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2ZM8.5 7h7v3h-7zM9 14h.01M12 14h.01M15 14h.01M9 17h.01M12 17h.01M15 17h.01" />
  ),
  staff: <path d="M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4 20c0-3.5 3-6 8-6s8 2.5 8 6M12 14l-1.5 3L12 20l1.5-3L12 14Z" />,
  payments: <path d="M6 3h12v18l-3-2-3 2-3-2-3 2V3ZM9 8h6M9 12h6" />,
  gift: <path d="M4 11h16v9H4zM3 7h18v4H3zM12 7v13M12 7S11 3 8.500 3 6 7 8.500 7H12ZM12 7s1-4 3.500-4S18 7 15.500 7H12Z" />,
  items: <path d="M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM16.500 13v7M13 16.500h7" />,
  meal: <path d="M7 3v6.500a2.500 2.500 0 0 0 5 0V3M9.500 3v18M17 3c-2 1.500-3 4-3 7v3h3M17 3v18" />,
  drawer: <path d="M4 12h16v8H4zM6.500 12V4h11v8M10 16h4M9.500 8h5" />,
  talk: <path d="M4 5h16v11h-8.500L7 20v-4H4zM8 9h8M8 12.500h5" />,
  statement: <path d="M6 3h8.500L19 7.500V21H6zM14 3v5h5M9 12.500h7M9 16.500h7" />,
  topUp: <path d="M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 8v8M8 12h8" />,
  journal: <path d="M5 4.500A1.5 1.5 0 0 1 6.5 3H19v18H6.500A1.5 1.5 0 0 1 5 19.500v-15ZM5 17.500h14M9 7h6M9 11h6" />,
  balance: <path d="M12 4v16M7 20h10M4 7h16M7 7l-3.5 7a3.6 3.6 0 0 0 7 0L7 7ZM17 7l-3.5 7a3.6 3.6 0 0 0 7 0L17 7Z" />,
  audit: <path d="M12 3l7.5 3v5.500c0 4.5-3 8-7.5 9.5-4.5-1.5-7.5-5-7.5-9.500V6L12 3ZM9 12l2.2 2.200L15.2 10" />,
  tree: <path d="M9 3h6v5H9zM3 16h6v5H3zM15 16h6v5h-6zM12 8v4M6 16v-4h12v4" />,
  key: <path d="M8 19a5 5 0 1 0 0-10 5 5 0 0 0 0 10ZM11.500 10.500 20 3M16 6.500l3 3M8 14h.01" />,
  settings: <path d="M4 7h9M17 7h3M4 17h3M11 17h9M13 7a2 2 0 1 0 4 0 2 2 0 0 0-4 0ZM7 17a2 2 0 1 0 4 0 2 2 0 0 0-4 0Z" />,
  backup: (
    <path d="M4 6c0-1.700 3.600-3 8-3s8 1.300 8 3-3.600 3-8 3-8-1.300-8-3ZM4 6v12c0 1.700 3.600 3 8 3s8-1.300 8-3V6M4 12c0 1.700 3.600 3 8 3s8-1.300 8-3" />
  ),
  bell: <path d="M6 16.500V11a6 6 0 0 1 12 0v5.500l1.500 1.500h-15L6 16.500ZM10 21h4" />,
  search: <path d="M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM20.5 20.5 16 16" />,
  sider: <path d="M5.5 4h13A2.5 2.5 0 0 1 21 6.500v11a2.5 2.5 0 0 1-2.5 2.500h-13A2.5 2.5 0 0 1 3 17.500v-11A2.5 2.5 0 0 1 5.5 4ZM9 4v16" />,
  user: <path d="M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM5 20c.6-3.4 3.4-5 7-5s6.4 1.6 7 5" />,
  plus: <path d="M12 5v14M5 12h14" />,
  check: <path d="M5 12.5 10 17.5 19.5 7" />,
  copy: <path d="M9 9h11v11H9zM15 9V4H4v11h5" />,
  right: <path d="m9 5 7 7-7 7" />,
  left: <path d="m15 5-7 7 7 7" />,
  up: <path d="m5 15 7-7 7 7" />,
  down: <path d="m5 9 7 7 7-7" />,
  more: <path strokeWidth="3" d="M5 12h.01M12 12h.01M19 12h.01" />,
  print: <path d="M7 9V3h10v6M7 17H4v-8h16v8h-3M7 14h10v7H7z" />,
  download: <path d="M12 4v11M7.5 11 12 15.5 16.5 11M4 20h16" />,
  upload: <path d="M12 16V5M7.5 9.5 12 5l4.5 4.5M4 20h16" />,
  refund: <path d="M9 6 4 11l5 5M4 11h10a6 6 0 0 1 6 6v2" />,
  charge: <path d="M7 17 17 7M9 7h8v8" />,
  incoming: <path d="M17 7 7 17M15 17H7V9" />,
  warning: <path d="M12 4 2.5 20h19L12 4ZM12 10v5M12 17.500h.01" />,
  info: <path d="M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 11v5M12 8h.01" />,
  globe: <path d="M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM3 12h18M12 3c2.5 2.5 3.8 5.5 3.8 9s-1.3 6.5-3.8 9c-2.5-2.5-3.8-5.5-3.8-9S9.5 5.5 12 3Z" />,
  theme: <path d="M12 21a9 9 0 1 0 0-18v18ZM12 3v18" />,
  signOut: <path d="M14 4H6v16h8M11 12h10M17.5 8.5 21 12l-3.5 3.5" />,
  edit: <path d="M4 20h4L19.5 8.500l-4-4L4 16v4ZM13 7l4 4" />,
  seats: <path d="M4 4h16v3H4zM5 11h3v3H5zM10.500 11h3v3h-3zM16 11h3v3h-3zM5 17h3v3H5zM10.500 17h3v3h-3zM16 17h3v3h-3z" />,
  lock: <path d="M6.5 11h11v9h-11ZM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 15v2" />,
  close: <path d="M6 6l12 12M18 6 6 18" />,
  clock: <path d="M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7v5l3.5 2" />,
  send: <path d="M21 3 10 14M21 3l-7 18-4-7-7-4 18-7Z" />,
  undo: <path d="M8 5 4 9l4 4M4 9h9.500a5.500 5.500 0 0 1 0 11H9" />,
  redo: <path d="m16 5 4 4-4 4M20 9h-9.500a5.500 5.500 0 0 0 0 11H15" />,
  turnLeft: <path d="M4 4v5h5M4.500 9A8 8 0 1 1 4 13.500" />,
  turnRight: <path d="M20 4v5h-5M19.500 9a8 8 0 1 0 .5 4.500" />,
  mirror: <path d="M12 3v18M9 7 3.500 17H9V7ZM15 7l5.500 10H15V7Z" />,
  trash: <path d="M4 7h16M9.500 7V4h5v3M6.500 7l1 13h9l1-13M10 11v5.500M14 11v5.500" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof SHAPES;

/** Decoration only; the word stands beside it or in the button's label. */
export function Icon(props: { name: IconName; size?: number }) {
  const size = props.size ?? 18;
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {SHAPES[props.name]}
    </svg>
  );
}
