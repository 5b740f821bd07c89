package org.wms2.persistence.jdbi;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.ConfigId;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.RseName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.output.LumiEvents;
import org.wms2.ports.request.LumiRange;

/**
 * Records as JSON, for columns whose shape is open. Strict: an unknown or a missing property is refused, so a change of
 * a stored record needs a migration of its rows. Names are strings, durations ISO 8601, lumis arrays of numbers.
 */
final class Json {
    private static final ObjectMapper MAPPER = mapper();
    private static final ObjectReader FILES = files();

    private Json() {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new Wms2Exception(
                    ErrorCode.INTERNAL, value.getClass().getSimpleName() + " has no JSON form: " + e.getMessage(), e);
        }
    }

    static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw unreadable(type.getSimpleName(), e);
        }
    }

    static <T> T read(String json, TypeReference<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw unreadable(type.getType().getTypeName(), e);
        }
    }

    static byte[] zip(Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            MAPPER.writeValue(out, value);
        } catch (IOException e) {
            throw new Wms2Exception(ErrorCode.INTERNAL, "a block's files have no JSON form: " + e.getMessage(), e);
        }
        return bytes.toByteArray();
    }

    /** A block's files. Those that version 1 stored say nothing of parents: they have none. */
    static List<InputFile> unzipFiles(byte[] zipped) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
            return FILES.readValue(in);
        } catch (IOException e) {
            throw unreadable("list of files", e);
        }
    }

    private static Wms2Exception unreadable(String what, Exception cause) {
        return new Wms2Exception(
                ErrorCode.INTERNAL,
                "a stored " + what + " does not have the form that this program writes: " + cause.getMessage(),
                cause);
    }

    private static ObjectMapper mapper() {
        SimpleModule names = new SimpleModule();
        name(names, RequestName.class, RequestName::value, RequestName::new);
        name(names, DatasetName.class, DatasetName::value, DatasetName::new);
        name(names, BlockName.class, BlockName::value, BlockName::new);
        name(names, SiteName.class, SiteName::value, SiteName::new);
        name(names, RseName.class, RseName::value, RseName::new);
        name(names, ConfigId.class, ConfigId::value, ConfigId::new);
        name(names, Lfn.class, Lfn::value, Lfn::new);
        ObjectMapper mapper = JsonMapper.builder()
                .addModule(names)
                .addModule(new JavaTimeModule())
                .visibility(PropertyAccessor.ALL, Visibility.NONE)
                .visibility(PropertyAccessor.FIELD, Visibility.ANY)
                .visibility(PropertyAccessor.CREATOR, Visibility.PUBLIC_ONLY)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .build();
        for (Class<?> type : new Class<?>[] {LumiEvents.class, LumiRange.class, RunLumis.class}) {
            mapper.configOverride(type).setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.ARRAY));
        }
        return mapper;
    }

    private static ObjectReader files() {
        ObjectMapper mapper = mapper();
        mapper.configOverride(List.class).setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
        return mapper.readerForListOf(InputFile.class)
                .without(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);
    }

    private static <T> void name(
            SimpleModule module, Class<T> type, Function<T, String> text, Function<String, T> parse) {
        module.addSerializer(type, new StdSerializer<T>(type) {
            @Override
            public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
                out.writeString(text.apply(value));
            }
        });
        module.addDeserializer(type, new StdDeserializer<T>(type) {
            @Override
            public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
                return parse.apply(in.getText());
            }
        });
    }
}
