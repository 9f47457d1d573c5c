package io.affekt.benchmarks.pipeline;

import picocli.CommandLine.Option;

/** What benchmarks that work backlogs off have in common. */
final class BacklogOptions {

    @Option(
            names = "--hours",
            paramLabel = "H",
            defaultValue = "6",
            description = "Sound in a pass, channel-hours; default ${DEFAULT-VALUE}.")
    private double hours;

    @Option(
            names = "--passes",
            paramLabel = "N",
            defaultValue = "3",
            description = "Measured passes, of each that is measured in turn; default ${DEFAULT-VALUE}.")
    private int passes;

    double hours() {
        return hours;
    }

    int passes() {
        return passes;
    }
}
