package org.wms2.cli.commands;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.wms2.ports.request.RequestStatus;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A request's status by its word, in any case. */
final class StatusWord implements ITypeConverter<RequestStatus> {
    @Override
    public RequestStatus convert(String text) {
        for (RequestStatus status : RequestStatus.values()) {
            if (status.word().equalsIgnoreCase(text)) {
                return status;
            }
        }
        throw new TypeConversionException("found '" + text + "', accepted is one of "
                + Arrays.stream(RequestStatus.values()).map(RequestStatus::word).collect(Collectors.joining(", ")));
    }
}
