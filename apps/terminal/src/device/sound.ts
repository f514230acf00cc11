export type Tone = 'approved' | 'declined' | 'attention';
type Note = { hertz: number; atSeconds: number; forSeconds: number; shape: OscillatorType };

/** Two rising notes for yes, two low rough ones for no, one in the middle for "look here": told apart without looking. */
const TONES: Record<Tone, readonly Note[]> = {
  approved: [
    { hertz: 880, atSeconds: 0, forSeconds: 0.14, shape: 'sine' },
    { hertz: 1318.5, atSeconds: 0.13, forSeconds: 0.28, shape: 'sine' },
  ],
  declined: [
    { hertz: 233, atSeconds: 0, forSeconds: 0.2, shape: 'square' },
    { hertz: 185, atSeconds: 0.24, forSeconds: 0.34, shape: 'square' },
  ],
  attention: [{ hertz: 587, atSeconds: 0, forSeconds: 0.22, shape: 'triangle' }],
};

let audio: AudioContext | undefined;

/** Browsers let a page sound only after a touch or a key: called at the first of them. */
export function unlockSound(): void {
  audio ??= new AudioContext();
  if (audio.state === 'suspended') void audio.resume();
}

/** `volume` from 0 to 1; 0 is silence. */
export function playTone(tone: Tone, volume: number): void {
  if (volume <= 0 || typeof AudioContext === 'undefined') return;
  unlockSound();
  const context = audio;
  if (!context) return;
  for (const note of TONES[tone]) playNote(context, note, volume);
}

function playNote(context: AudioContext, note: Note, volume: number): void {
  const start = context.currentTime + note.atSeconds;
  const end = start + note.forSeconds;
  const peak = volume * (note.shape === 'square' ? 0.18 : 0.5);
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  oscillator.type = note.shape;
  oscillator.frequency.value = note.hertz;
  gain.gain.setValueAtTime(0.0001, start);
  gain.gain.exponentialRampToValueAtTime(peak, start + 0.015);
  gain.gain.exponentialRampToValueAtTime(0.0001, end);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(start);
  oscillator.stop(end);
}
