package org.wms2.condor.read;

import java.io.IOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;

/** Reads whole files with a limit; a file that is not there is an answer. */
final class Texts {
    private Texts() {}

    /**
     * The text of a file of at most {@code limit} bytes.
     *
     * @throws UnreadableException if it is longer or not UTF-8
     */
    static Optional<String> read(Path file, long limit) {
        try {
            long size = Files.size(file);
            if (size > limit) {
                throw new UnreadableException(file.toString(), "at most " + limit + " bytes", size + " bytes");
            }
            byte[] bytes = Files.readAllBytes(file);
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(java.nio.ByteBuffer.wrap(bytes))
                    .toString());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (java.nio.charset.CharacterCodingException e) {
            throw new UnreadableException(file.toString(), "UTF-8", "bytes that are not");
        } catch (IOException e) {
            throw new Wms2Exception(
                    ErrorCode.INTERNAL, "cannot read " + file + ": " + e + "; check the submit directory's owner", e);
        }
    }
}
