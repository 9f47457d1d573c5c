/** Numbers and times as people read them. */

const DATE = new Intl.DateTimeFormat(undefined, {dateStyle: 'medium', timeStyle: 'medium'});

export const percent = (share, digits = 0) => share === null || share === undefined ? '–' : `${(100 * share).toFixed(digits)} %`;

export const moment = iso => iso ? DATE.format(new Date(iso)) : '–';

/** 3723000 as 1:02:03. */
export function clock(ms) {
  if (ms === null || ms === undefined) {
    return '–';
  }
  const seconds = Math.floor(ms / 1000);
  const two = n => String(n).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** 90500 as 1 min 30 s. */
export function span(ms) {
  if (ms === null || ms === undefined) {
    return '–';
  }
  if (ms < 1000) {
    return `${Math.round(ms)} ms`;
  }
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** One window, two windows. */
export const count = (n, what) => `${n.toLocaleString()} ${what}${n === 1 ? '' : 's'}`;

/** How the valence moved over the call; null where that cannot be said. */
export function trend(value) {
  if (value === null || value === undefined) {
    return '–';
  }
  const word = value > 0.05 ? '↗ better' : value < -0.05 ? '↘ worse' : '→ steady';
  return `${word} (${value > 0 ? '+' : '−'}${Math.abs(value).toFixed(2)})`;
}
