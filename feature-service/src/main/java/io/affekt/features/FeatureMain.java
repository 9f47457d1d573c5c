package io.affekt.features;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Where the process begins: what can be done beside the start of Quarkus is begun before it. */
@QuarkusMain
public final class FeatureMain {

    private FeatureMain() {}

    public static void main(String[] args) {
        WarmUp.start();
        Quarkus.run(args);
    }
}
