/** What happens now. One stream for the whole page; whoever looks on gets every event. */

const TYPES = ['call', 'prediction', 'summary', 'alert'];
const AGAIN_MS = 2000;

const followers = new Set();
const reconnects = new Set();

/**
 * @param take called with (type, record) for each event
 * @param again called after the stream was cut: something may have been missed
 * @returns how to stop
 */
export function follow(take, again = () => {}) {
  followers.add(take);
  reconnects.add(again);
  return () => {
    followers.delete(take);
    reconnects.delete(again);
  };
}

/** Connects, and connects again when the stream ends. */
export function connect(show) {
  let cut = false;
  const open = () => {
    const source = new EventSource('v1/stream');
    source.onopen = () => {
      show(true);
      if (cut) {
        reconnects.forEach(again => again());
      }
      cut = false;
    };
    source.onerror = () => {
      show(false);
      cut = true;
      source.close();
      setTimeout(open, AGAIN_MS);
    };
    TYPES.forEach(type => source.addEventListener(type, event => {
      const record = JSON.parse(event.data);
      followers.forEach(take => take(type, record));
    }));
  };
  open();
}
