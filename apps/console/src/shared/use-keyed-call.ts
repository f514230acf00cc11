/** The same for both apps of people. */
export { isUnanswered, useKeyedCall } from '@tessera/ui';
