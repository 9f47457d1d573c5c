import {bytes} from './api.js';

const PIECE_MS = 30_000;
/** A piece is asked for this long before the one that plays ends. */
const AHEAD_S = 8;

/** Plays a channel of a call, a piece after the other: a long call is never whole in memory. */
export class Player {

  #context = null;
  #sources = new Set();
  #startedAt = 0;
  #from = 0;
  #frame = 0;
  #run = 0;

  /**
   * @param url gives the address of a piece from (channel, startMs, endMs)
   * @param moved told where it plays, milliseconds
   * @param ended told when it stops by itself, with an error if there was one
   */
  constructor(url, moved, ended) {
    this.url = url;
    this.moved = moved;
    this.ended = ended;
  }

  get playing() {
    return this.#frame !== 0;
  }

  async play(channel, fromMs, untilMs) {
    this.stop();
    const run = ++this.#run;
    this.#context ??= new AudioContext();
    await this.#context.resume();
    const first = await this.#piece(channel, fromMs, untilMs);
    if (run !== this.#run) {
      return;
    }
    this.#from = fromMs;
    this.#startedAt = this.#context.currentTime + 0.05;
    let plannedMs = fromMs;
    let loading = false;
    const plan = piece => {
      const source = this.#context.createBufferSource();
      source.buffer = piece;
      source.connect(this.#context.destination);
      const late = this.position - plannedMs;
      if (late > 0) {
        this.#startedAt += late / 1000;
      }
      source.start(this.#startedAt + (plannedMs - fromMs) / 1000);
      source.onended = () => this.#sources.delete(source);
      this.#sources.add(source);
      plannedMs += piece.duration * 1000;
    };
    plan(first);
    const step = () => {
      const now = this.position;
      if (now >= Math.min(untilMs, plannedMs) && !loading) {
        this.stop();
        this.ended();
        return;
      }
      this.moved(Math.max(fromMs, now));
      if (!loading && plannedMs < untilMs - 1 && plannedMs - now < AHEAD_S * 1000) {
        loading = true;
        this.#piece(channel, plannedMs, untilMs).then(piece => {
          if (run === this.#run) {
            plan(piece);
            loading = false;
          }
        }, error => {
          if (run === this.#run) {
            this.stop();
            this.ended(error);
          }
        });
      }
      this.#frame = requestAnimationFrame(step);
    };
    this.#frame = requestAnimationFrame(step);
  }

  /** Where it plays, milliseconds in the call. */
  get position() {
    return this.#from + (this.#context.currentTime - this.#startedAt) * 1000;
  }

  stop() {
    this.#run++;
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#sources.forEach(source => source.stop());
    this.#sources.clear();
  }

  async #piece(channel, fromMs, untilMs) {
    const start = Math.round(fromMs);
    const end = Math.min(Math.ceil(untilMs), start + PIECE_MS);
    return this.#context.decodeAudioData(await bytes(this.url(channel, start, end)));
  }

  close() {
    this.stop();
    this.#context?.close();
  }
}
