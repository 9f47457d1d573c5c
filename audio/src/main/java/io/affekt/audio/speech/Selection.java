package io.affekt.audio.speech;

/** Order statistics without sorting: Hoare's <i>Algorithm 65: Find</i> (1961). */
final class Selection {

    private Selection() {}

    /**
     * The value that would be at {@code n} if the first {@code count} were sorted. Afterwards it is there, none before it is
     * larger and none behind it smaller.
     */
    static double nth(double[] values, int count, int n) {
        int left = 0;
        int right = count - 1;
        while (left < right) {
            double pivot = values[n];
            int i = left;
            int j = right;
            do {
                while (values[i] < pivot) {
                    i++;
                }
                while (pivot < values[j]) {
                    j--;
                }
                if (i <= j) {
                    double swapped = values[i];
                    values[i++] = values[j];
                    values[j--] = swapped;
                }
            } while (i <= j);
            if (j < n) {
                left = i;
            }
            if (n < i) {
                right = j;
            }
        }
        return values[n];
    }

    /** The median of the first {@code count} values, which change places; of an even number the mean of the two middle ones. */
    static double median(double[] values, int count) {
        int middle = count / 2;
        double upper = nth(values, count, middle);
        if (count % 2 == 1) {
            return upper;
        }
        double lower = values[0];
        for (int i = 1; i < middle; i++) {
            lower = Math.max(lower, values[i]);
        }
        return (lower + upper) / 2;
    }
}
