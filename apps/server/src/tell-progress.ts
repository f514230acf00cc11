const TOLD_EVERY_MS = 3_000;

/** For commands that take long: writes every few seconds how far the step is, and nothing for one that is over before. `done` is from 0 to 1. */
export function tellProgress(): (done: number) => void {
  let toldAt = performance.now();
  return (done) => {
    if (performance.now() - toldAt < TOLD_EVERY_MS) return;
    toldAt = performance.now();
    console.log(`    ${Math.floor(done * 100)} %`);
  };
}
