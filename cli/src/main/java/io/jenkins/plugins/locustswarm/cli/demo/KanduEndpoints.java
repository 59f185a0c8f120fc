package io.jenkins.plugins.locustswarm.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** The endpoints of the sample API, by the names in Locust's reports: method and path, with {@code [id]} for an id. */
final class KanduEndpoints {

    /** Makes a sign-up take a few milliseconds of CPU time, like a real one. */
    private static final int HASH_ITERATIONS = 5_000;

    private static final int LAST_ASSET = 100;
    private static final byte[] ASSET = new byte[4096];

    static {
        new Random(1).nextBytes(ASSET);
    }

    /** @param body an object to be written as JSON, or the bytes of an asset */
    record Answer(int status, Object body) {}

    @FunctionalInterface
    interface Endpoint {
        /**
         * @param id id in the path; 0 if the path has none
         * @param body JSON in the request; a missing node if the request is empty
         */
        Answer answer(long id, JsonNode body);
    }

    private final Kandus kandus = new Kandus();
    private final AtomicLong lastId = new AtomicLong();
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Endpoint> byName = Map.of(
            "POST /meta/register", (id, body) -> register(body),
            "GET /kandus", (id, body) -> new Answer(200, Map.of("kandus", kandus.listed())),
            "POST /kandus", (id, body) -> save(body),
            "GET /kandus/[id]", (id, body) -> kandu(id),
            "GET /assets/[id]", (id, body) -> asset(id),
            "POST /plays", (id, body) -> play(body),
            "POST /flags", (id, body) -> flag(body));

    /** Finds an endpoint by its name, for example {@code GET /kandus/[id]}. */
    @CheckForNull
    Endpoint find(String name) {
        return byName.get(name);
    }

    private Answer register(JsonNode body) {
        String password = body.path("password").asText();
        if (password.isEmpty() || body.path("username").asText().isEmpty()) {
            return badRequest("username and password are required");
        }
        return new Answer(201, Map.of("user_id", lastId.incrementAndGet(), "token", hash(password)));
    }

    private String hash(String password) {
        byte[] salt = new byte[16];
        random.nextBytes(salt);
        try {
            PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, HASH_ITERATIONS, 256);
            byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
            return HexFormat.of().formatHex(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot hash a password: " + e.getMessage(), e);
        }
    }

    private Answer save(JsonNode body) {
        String title = body.path("title").asText();
        if (title.isEmpty()) {
            return badRequest("a kandu requires a title");
        }
        List<Integer> assets = new ArrayList<>();
        body.path("assets").forEach(asset -> assets.add(asset.asInt()));
        return new Answer(201, kandus.save(title, assets));
    }

    private Answer kandu(long id) {
        Kandus.Kandu kandu = kandus.find(id);
        return kandu == null ? notFound("no such kandu") : new Answer(200, kandu);
    }

    private Answer asset(long id) {
        return id < 1 || id > LAST_ASSET ? notFound("no such asset") : new Answer(200, ASSET);
    }

    private Answer play(JsonNode body) {
        return kandus.play(body.path("kandu_id").asLong())
                ? new Answer(201, Map.of("play_id", lastId.incrementAndGet()))
                : notFound("no such kandu");
    }

    private Answer flag(JsonNode body) {
        if (body.path("reason").asText().isEmpty()) {
            return badRequest("a flag requires a reason");
        }
        return kandus.flag(body.path("kandu_id").asLong())
                ? new Answer(201, Map.of("flag_id", lastId.incrementAndGet()))
                : notFound("no such kandu");
    }

    private static Answer badRequest(String error) {
        return new Answer(400, Map.of("error", error));
    }

    static Answer notFound(String error) {
        return new Answer(404, Map.of("error", error));
    }
}
