/** The mark: a rounded tile with a quarter cut out, and the amber tessera in the gap. */
export function Mark(props: { size?: number; title?: string }) {
  const size = props.size ?? 32;
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" role={props.title ? 'img' : 'presentation'} aria-label={props.title}>
      <path fill="var(--jade)" d="M8 2h16a6 6 0 0 1 6 6v8H20a4 4 0 0 0-4 4v10H8a6 6 0 0 1-6-6V8a6 6 0 0 1 6-6Z" />
      <path fill="var(--amber)" d="M22 19h8v5a6 6 0 0 1-6 6h-5v-8a3 3 0 0 1 3-3Z" />
    </svg>
  );
}
