package io.affekt.audio.speech;

/** Frame by frame. Not thread-safe. */
final class PlainMovement extends Movement {

    PlainMovement(int[] edges) {
        super(edges);
    }

    @Override
    void add(int toPower) {
        for (int f = 0; f < STRIDE; f++) {
            float here = row[f + APART];
            float behind = row[f];
            float ahead = row[f + 2 * APART];
            moving[f] += Math.max(0, here - Math.max(behind, ahead));
            steady[f] += Math.min(here, Math.min(behind, ahead));
            float lastingBehind = Math.min(between[f], between[f + FAR_APART - APART]);
            float lastingAhead = Math.min(between[f + FAR_APART + APART], between[f + 2 * FAR_APART]);
            lasting[f] += Math.min(here, Math.max(lastingBehind, lastingAhead));
            sum[f] += here;
            power[toPower + f] += here * here;
        }
    }
}
