package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Receives the body of an answer that should be one line. A long one, which may never end, is an {@link IOException}. */
final class ShortBody implements HttpResponse.BodySubscriber<String> {

    static final int MAX_BYTES = 256;

    private final CompletableFuture<String> text = new CompletableFuture<>();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    private Runnable cancel = () -> {};

    @Override
    public CompletionStage<String> getBody() {
        return text;
    }

    @Override
    public void onSubscribe(Flow.Subscription source) {
        cancel = source::cancel;
        source.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            if (text.isDone()) {
                return; // what was on its way when the subscription was cancelled
            }
            byte[] bytes = new byte[Math.min(buffer.remaining(), MAX_BYTES + 1)];
            buffer.get(bytes);
            received.writeBytes(bytes);
            if (received.size() > MAX_BYTES) {
                cancel.run();
                text.completeExceptionally(new IOException("the answer has more than " + MAX_BYTES + " bytes"));
            }
        }
    }

    @Override
    public void onError(Throwable failure) {
        text.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        text.complete(received.toString(UTF_8));
    }
}
