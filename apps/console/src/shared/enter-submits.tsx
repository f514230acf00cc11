/** Lets Enter send a form whose visible button stands outside of it, in the foot of a dialog or drawer. */
export function EnterSubmits() {
  return <button type="submit" hidden tabIndex={-1} />;
}
