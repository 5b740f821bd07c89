package org.wms2.persistence.bench;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.wms2.persistence.jdbi.JdbiStores;
import org.wms2.ports.store.ChangeSet;

/** Applies change sets and writes down what the store sends: the statements, with marks for their values. */
final class Recorder {
    private final Opening opening;
    private final List<Prepared> prepared = new ArrayList<>();

    Recorder(Opening opening) {
        this.opening = opening;
    }

    /** Opens a connection. */
    interface Opening {
        Connection open() throws SQLException;
    }

    /** A statement that was sent, and its values in the order of its marks. */
    record Sent(String sql, List<String> values) {}

    private record Prepared(String sql, TreeMap<Integer, String> values) {}

    /** Applies a change set on a connection of its own. */
    List<Sent> statements(ChangeSet set) {
        prepared.clear();
        DataSource source = proxy(DataSource.class, opening, (method, arguments, result) -> result);
        if (!JdbiStores.over(source).requests().apply(set)) {
            throw new IllegalStateException("not applied: " + set);
        }
        return prepared.stream()
                .map(p -> new Sent(p.sql(), List.copyOf(p.values().values())))
                .toList();
    }

    private interface Seen {
        Object by(String method, Object[] arguments, Object result) throws SQLException;
    }

    private <T> T proxy(Class<T> type, Object real, Seen seen) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> {
            Object[] arguments = given == null ? new Object[0] : given;
            if (real instanceof Opening open) {
                return connection(open.open());
            }
            try {
                return seen.by(method.getName(), arguments, method.invoke(real, arguments));
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    private Connection connection(Connection real) {
        return proxy(Connection.class, real, (method, arguments, result) -> {
            if (result instanceof PreparedStatement statement) {
                Prepared sent = new Prepared(String.valueOf(arguments[0]), new TreeMap<>());
                prepared.add(sent);
                return statement(statement, sent);
            }
            return result;
        });
    }

    private PreparedStatement statement(PreparedStatement real, Prepared sent) {
        return proxy(PreparedStatement.class, real, (method, arguments, result) -> {
            if (method.startsWith("set") && arguments.length >= 2 && arguments[0] instanceof Integer index) {
                sent.values().put(index, text(arguments[1]));
            }
            return result;
        });
    }

    private static String text(Object value) {
        return value instanceof OffsetDateTime time ? time.toInstant().toString() : String.valueOf(value);
    }
}
