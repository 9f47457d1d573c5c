import {el} from './dom.js';
import {percent} from './text.js';

/** Every emotion in the order of the model's answers; the sign says it without colour. */
export const EMOTIONS = [
  ['neutral', 'Ne'], ['calm', 'Ca'], ['happy', 'Ha'], ['sad', 'Sa'],
  ['angry', 'An'], ['fearful', 'Fe'], ['disgust', 'Di'], ['surprised', 'Su'],
].map(([name, sign]) => ({name, sign, color: `var(--${name})`}));

const BY_NAME = new Map(EMOTIONS.map(emotion => [emotion.name, emotion]));

export const REASONS = {
  no_speech: 'no speech', gap: 'sound missing', no_features: 'no features', low_confidence: 'not sure',
};

export const emotion = name => BY_NAME.get(name);

/** What a drawing needs of a colour of the page. */
export const color = name => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

export const badge = name => el('span', {class: 'badge emotion', style: {background: emotion(name).color}},
    `${emotion(name).sign} ${name}`);

/** Shares as a bar; what it shows is also its text. */
export function mix(shares) {
  const parts = EMOTIONS.filter(e => (shares[e.name] ?? 0) > 0);
  const text = parts.map(e => `${e.name} ${percent(shares[e.name])}`).join(', ') || 'nothing that is certain';
  return el('div', {class: 'mix', role: 'img', 'aria-label': text, title: text},
      parts.map(e => el('span', {style: {background: e.color, flex: `${shares[e.name]} 1 0`}},
          shares[e.name] >= 0.08 ? e.sign : '')));
}

export const legend = () => el('ul', {class: 'legend', 'aria-label': 'Emotions'},
    EMOTIONS.map(e => el('li', {}, badge(e.name))));
