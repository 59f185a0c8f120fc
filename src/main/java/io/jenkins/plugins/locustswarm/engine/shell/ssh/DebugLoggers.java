package io.jenkins.plugins.locustswarm.engine.shell.ssh;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import net.schmizz.sshj.common.LoggerFactory;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;

/**
 * Loggers for sshj that log everything as debug messages. sshj logs each exception as an error, with its stack trace and in
 * several threads, before it throws it; the caller then reports it once, as a sentence for the user.
 */
final class DebugLoggers implements LoggerFactory {

    @Override
    public Logger getLogger(String name) {
        return new DebugLogger(name);
    }

    @Override
    public Logger getLogger(Class<?> type) {
        return getLogger(type.getName());
    }

    /** Passes messages of all levels on as debug messages, to the logger of its name. */
    private static final class DebugLogger extends LegacyAbstractLogger {

        private static final long serialVersionUID = 1L;

        private DebugLogger(String name) {
            this.name = name;
        }

        /** Looked up each time, since loggers are serializable and other loggers as their fields are not. */
        private Logger target() {
            return org.slf4j.LoggerFactory.getLogger(name);
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level,
                @CheckForNull Marker marker,
                String message,
                @CheckForNull Object[] arguments,
                @CheckForNull Throwable thrown) {
            target().atDebug().setCause(thrown).log(message, arguments);
        }

        @Override
        @CheckForNull
        protected String getFullyQualifiedCallerName() {
            return null;
        }

        @Override
        public boolean isTraceEnabled() {
            return target().isTraceEnabled();
        }

        @Override
        public boolean isDebugEnabled() {
            return target().isDebugEnabled();
        }

        @Override
        public boolean isInfoEnabled() {
            return target().isDebugEnabled();
        }

        @Override
        public boolean isWarnEnabled() {
            return target().isDebugEnabled();
        }

        @Override
        public boolean isErrorEnabled() {
            return target().isDebugEnabled();
        }
    }
}
