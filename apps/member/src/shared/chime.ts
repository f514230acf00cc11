let audio: AudioContext | undefined;

/** Browsers let a page sound only after a touch: the first one anywhere opens the way. */
export function unlockChime(): void {
  const open = () => {
    audio ??= new AudioContext();
    if (audio.state === 'suspended') audio.resume().catch(() => undefined);
  };
  addEventListener('pointerdown', open, { passive: true });
  addEventListener('keydown', open);
}

/** Two rising notes. Silent when the phone is muted or was never touched. */
export function playChime(): void {
  if (audio?.state !== 'running') return;
  playNote(audio, { hertz: 880, afterSeconds: 0 });
  playNote(audio, { hertz: 1318.5, afterSeconds: 0.14 });
}

function playNote(context: AudioContext, note: { hertz: number; afterSeconds: number }): void {
  const start = context.currentTime + note.afterSeconds;
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  oscillator.type = 'sine';
  oscillator.frequency.value = note.hertz;
  gain.gain.setValueAtTime(0.0001, start);
  gain.gain.exponentialRampToValueAtTime(0.3, start + 0.02);
  gain.gain.exponentialRampToValueAtTime(0.0001, start + 0.4);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(start);
  oscillator.stop(start + 0.45);
}
