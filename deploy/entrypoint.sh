#!/bin/sh
# Starts the service of an image.
set -eu

. /opt/affekt/native-libraries.sh
# Native libraries are unpacked to a folder of their own, which a process that was killed has not tidied up.
rm -rf tmp
mkdir tmp
# After an OutOfMemoryError threads of Kafka's clients are gone, unseen: better to end, and be started anew.
# The module holds the vector instructions that the sound library computes with.
# The container limits the memory of the process: JavaCPP need not ask the system for it with every buffer.
exec java -Djava.io.tmpdir="$PWD/tmp" --add-modules=jdk.incubator.vector -XX:+ExitOnOutOfMemoryError \
  -XX:+UnlockDiagnosticVMOptions -XX:CompilerDirectivesFile=/opt/affekt/compiler-directives.json \
  -Dorg.bytedeco.javacpp.maxphysicalbytes=0 ${JAVA_OPTS:-} -jar /opt/affekt/quarkus-run.jar
