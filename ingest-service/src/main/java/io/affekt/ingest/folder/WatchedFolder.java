package io.affekt.ingest.folder;

import io.affekt.audio.decode.AudioException;
import io.affekt.ingest.calls.CallConflictException;
import io.affekt.ingest.calls.CallPublisher;
import io.affekt.ingest.calls.NewCall;
import io.affekt.ingest.calls.PublishingException;
import io.affekt.ingest.calls.Spool;
import io.affekt.ingest.calls.SpoolFullException;
import io.affekt.ingest.calls.SpooledUpload;
import io.affekt.schemas.ChannelRole;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes in the recordings that lie in a folder, then moves them to {@code done}, or to {@code failed} with the reason
 * beside them. The call id is made of name and content: a file that a killed process had begun is the same call when it
 * is taken again. Used by one thread.
 */
public final class WatchedFolder {

    private static final Logger LOG = Logger.getLogger(WatchedFolder.class);
    private static final int NAME_IN_ID = 100;
    private static final int HASH_IN_ID = 12;

    private final Path folder;
    private final Path done;
    private final Path failed;
    private final Duration settled;
    private final List<ChannelRole> roles;
    private final @Nullable String consentBasis;
    private final Spool spool;
    private final CallPublisher publisher;

    /** @param settled a file is taken when it has not changed for so long */
    public WatchedFolder(
            Path folder,
            Duration settled,
            List<ChannelRole> roles,
            @Nullable String consentBasis,
            Spool spool,
            CallPublisher publisher)
            throws IOException {
        this.folder = folder;
        this.settled = settled;
        this.roles = roles;
        this.consentBasis = consentBasis;
        this.spool = spool;
        this.publisher = publisher;
        done = Files.createDirectories(folder.resolve("done"));
        failed = Files.createDirectories(folder.resolve("failed"));
    }

    /** Takes every file that lies there settled. */
    public void sweep() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
        Instant settledSince = Instant.now().minus(settled);
        for (Path file : files) {
            if (Files.getLastModifiedTime(file).toInstant().isBefore(settledSince) && !take(file)) {
                return;
            }
        }
    }

    /** False when Kafka or the spool has no room now: the file stays and is taken later. */
    private boolean take(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                SpooledUpload upload = spool.take(in)) {
            String callId = callId(file, upload.sha256());
            publisher.publish(new NewCall(callId, "folder", roles, null, consentBasis, null, null, Map.of()), upload);
            LOG.infof("Took %s in as call %s", file.getFileName(), callId);
        } catch (PublishingException e) {
            LOG.warnf("%s stays where it is: %s", file.getFileName(), e.getMessage());
            return false;
        } catch (AudioException | IllegalArgumentException | CallConflictException e) {
            fail(file, e);
            return true;
        } catch (IOException e) {
            LOG.warnf("%s cannot be read now and stays where it is: %s", file.getFileName(), e.toString());
            return true;
        } catch (SpoolFullException e) {
            if (!e.uploadTooLarge()) {
                return false;
            }
            fail(file, e);
            return true;
        }
        Files.move(file, place(done, file), StandardCopyOption.REPLACE_EXISTING);
        return true;
    }

    private void fail(Path file, Exception e) throws IOException {
        LOG.warnf("%s cannot be taken in: %s", file.getFileName(), e.getMessage());
        Path place = place(failed, file);
        Files.writeString(failed.resolve(place.getFileName() + ".reason.txt"), e.getMessage() + "\n");
        Files.move(file, place, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Where a file goes in a folder: under its name, or a numbered one if another recording has it. */
    private static Path place(Path folder, Path file) throws IOException {
        String name = file.getFileName().toString();
        int end = name.lastIndexOf('.') > 0 ? name.lastIndexOf('.') : name.length();
        Path place = folder.resolve(name);
        for (int n = 2; Files.exists(place) && Files.mismatch(place, file) >= 0; n++) {
            place = folder.resolve(name.substring(0, end) + "-" + n + name.substring(end));
        }
        return place;
    }

    private static String callId(Path file, String sha256) {
        String name = file.getFileName().toString().replaceAll("[^A-Za-z0-9._-]", "_");
        return name.substring(0, Math.min(NAME_IN_ID, name.length())) + "-" + sha256.substring(0, HASH_IN_ID);
    }
}
