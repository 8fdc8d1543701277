package dure.briefing;

import dure.document.Block;
import dure.document.Document;
import dure.ledger.Question;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * 보고회 자료: what the meeting's pages say, section by section.
 *
 * @param answer 한 줄 답
 */
public record Pack(
        Briefing briefing, Question question, String answer, Map<Section, List<Block>> sections, Document document) {

    /** Which section says otherwise than before is told by these. */
    Map<Section, String> hashes() {
        var hashes = new EnumMap<Section, String>(Section.class);
        sections.forEach((section, blocks) ->
                hashes.put(section, sha256(blocks.toString().getBytes(StandardCharsets.UTF_8))));
        return hashes;
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
