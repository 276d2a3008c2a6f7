/** Three sounds that can be told apart without looking: found, already enough, problem. */
import { isQuiet } from '../store/show-store.ts';

/** What a sound says. */
export type Sound = 'ok' | 'already' | 'problem';

const TONES: Readonly<Record<Sound, readonly (readonly [hertz: number, seconds: number])[]>> = {
  ok: [[1200, 0.08]],
  already: [
    [800, 0.07],
    [800, 0.07],
  ],
  problem: [[220, 0.35]],
};
let audio: AudioContext | undefined;

/**
 * Does not wait; silent while a show runs. A window that nobody has touched yet may stay silent: browsers ask for that.
 */
export function play(sound: Sound): void {
  if (isQuiet()) return;
  audio ??= new AudioContext();
  let at = audio.currentTime;
  for (const [hertz, seconds] of TONES[sound]) {
    const oscillator = audio.createOscillator();
    const gain = audio.createGain();
    oscillator.frequency.value = hertz;
    gain.gain.value = 0.08;
    oscillator.connect(gain).connect(audio.destination);
    oscillator.start(at);
    oscillator.stop(at + seconds);
    at += seconds + 0.05;
  }
}
