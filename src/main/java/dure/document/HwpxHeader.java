package dure.document;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** header.xml of OWPML (KS X 6101): fonts, borders, the shapes of letters and paragraphs, and the styles named by them. */
final class HwpxHeader {
    static final String NAMESPACES = " xmlns:ha=\"http://www.hancom.co.kr/hwpml/2011/app\""
            + " xmlns:hp=\"http://www.hancom.co.kr/hwpml/2011/paragraph\""
            + " xmlns:hs=\"http://www.hancom.co.kr/hwpml/2011/section\""
            + " xmlns:hc=\"http://www.hancom.co.kr/hwpml/2011/core\""
            + " xmlns:hh=\"http://www.hancom.co.kr/hwpml/2011/head\""
            + " xmlns:hpf=\"http://www.hancom.co.kr/schema/2011/hpf\""
            + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
            + " xmlns:opf=\"http://www.idpf.org/2007/opf/\"";

    /** Every office with Hangul has it; files do not carry it. */
    private static final String FACE = "함초롬돋움";

    private static final List<String> SCRIPTS =
            List.of("HANGUL", "LATIN", "HANJA", "JAPANESE", "OTHER", "SYMBOL", "USER");

    /** 1: none, as pages have it; 2: none, as letters have it; then cells. */
    static final int CELL = 3;

    static final int HEAD_CELL = 4;
    static final int TOTAL_CELL = 5;

    private HwpxHeader() {}

    static String xml() {
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><hh:head")
                .append(NAMESPACES)
                .append(" version=\"1.4\" secCnt=\"1\">")
                .append(
                        "<hh:beginNum page=\"1\" footnote=\"1\" endnote=\"1\" pic=\"1\" tbl=\"1\" equation=\"1\"/><hh:refList>");
        xml.append("<hh:fontfaces itemCnt=\"7\">");
        SCRIPTS.forEach(script -> xml.append(
                "<hh:fontface lang=\"%s\" fontCnt=\"1\"><hh:font id=\"0\" face=\"%s\" type=\"TTF\" isEmbedded=\"0\"><hh:typeInfo familyType=\"FCAT_GOTHIC\" weight=\"8\" proportion=\"4\" contrast=\"0\" strokeVariation=\"1\" armStyle=\"1\" letterform=\"1\" midline=\"1\" xHeight=\"1\"/></hh:font></hh:fontface>"
                        .formatted(script, FACE)));
        xml.append("</hh:fontfaces><hh:borderFills itemCnt=\"5\">")
                .append(borderFill(1, "NONE", null))
                .append(borderFill(2, "NONE", "none"))
                .append(borderFill(CELL, "SOLID", null))
                .append(borderFill(HEAD_CELL, "SOLID", "#E8EDF5"))
                .append(borderFill(TOTAL_CELL, "SOLID", "#F4F5F6"))
                .append("</hh:borderFills>");
        all(xml, "charProperties", HwpxHeader::letters);
        xml.append(
                "<hh:tabProperties itemCnt=\"1\"><hh:tabPr id=\"0\" autoTabLeft=\"0\" autoTabRight=\"0\"/></hh:tabProperties>");
        all(xml, "paraProperties", HwpxHeader::paragraph);
        all(xml, "styles", HwpxHeader::style);
        return xml.append(
                        "</hh:refList><hh:compatibleDocument targetProgram=\"HWP201X\"><hh:layoutCompatibility/></hh:compatibleDocument>")
                .append(
                        "<hh:docOption><hh:linkinfo path=\"\" pageInherit=\"0\" footnoteInherit=\"0\"/></hh:docOption></hh:head>")
                .toString();
    }

    private static void all(StringBuilder xml, String list, java.util.function.Function<HwpxStyle, String> one) {
        xml.append("<hh:%s itemCnt=\"%d\">".formatted(list, HwpxStyle.values().length))
                .append(Arrays.stream(HwpxStyle.values()).map(one).collect(Collectors.joining()))
                .append("</hh:%s>".formatted(list));
    }

    private static String borderFill(int id, String border, @org.jspecify.annotations.Nullable String fill) {
        var sides = new StringBuilder();
        for (var side : List.of("left", "right", "top", "bottom")) {
            sides.append("<hh:%sBorder type=\"%s\" width=\"0.12 mm\" color=\"#5F6B7A\"/>".formatted(side, border));
        }
        return "<hh:borderFill id=\"%d\" threeD=\"0\" shadow=\"0\" centerLine=\"NONE\" breakCellSeparateLine=\"0\">"
                        .formatted(id)
                + "<hh:slash type=\"NONE\" Crooked=\"0\" isCounter=\"0\"/><hh:backSlash type=\"NONE\" Crooked=\"0\" isCounter=\"0\"/>"
                + sides
                + "<hh:diagonal type=\"SOLID\" width=\"0.1 mm\" color=\"#000000\"/>"
                + (fill == null
                        ? ""
                        : "<hc:fillBrush><hc:winBrush faceColor=\"%s\" hatchColor=\"#FF000000\" alpha=\"0\"/></hc:fillBrush>"
                                .formatted(fill))
                + "</hh:borderFill>";
    }

    private static String letters(HwpxStyle style) {
        return "<hh:charPr id=\"%d\" height=\"%d\" textColor=\"%s\" shadeColor=\"none\" useFontSpace=\"0\" useKerning=\"0\" symMark=\"NONE\" borderFillIDRef=\"2\">"
                        .formatted(style.id(), style.size, style == HwpxStyle.WATERMARK ? "#8A1F1F" : "#000000")
                + each("fontRef", 0)
                + each("ratio", 100)
                + each("spacing", 0)
                + each("relSz", 100)
                + each("offset", 0)
                + (style.bold ? "<hh:bold/>" : "")
                + "<hh:underline type=\"NONE\" shape=\"SOLID\" color=\"#000000\"/><hh:strikeout shape=\"NONE\" color=\"#000000\"/>"
                + "<hh:outline type=\"NONE\"/><hh:shadow type=\"NONE\" color=\"#B2B2B2\" offsetX=\"10\" offsetY=\"10\"/></hh:charPr>";
    }

    private static String each(String element, int value) {
        return SCRIPTS.stream()
                .map(script -> " %s=\"%d\"".formatted(script.toLowerCase(java.util.Locale.ROOT), value))
                .collect(Collectors.joining("", "<hh:" + element, "/>"));
    }

    private static String paragraph(HwpxStyle style) {
        var keeps = style == HwpxStyle.CHAPTER
                || style == HwpxStyle.SECTION
                || style == HwpxStyle.CAPTION
                || style == HwpxStyle.UNIT;
        return "<hh:paraPr id=\"%d\" tabPrIDRef=\"0\" condense=\"0\" fontLineHeight=\"0\" snapToGrid=\"0\" suppressLineNumbers=\"0\" checked=\"0\">"
                        .formatted(style.id())
                + "<hh:align horizontal=\"%s\" vertical=\"BASELINE\"/><hh:heading type=\"NONE\" idRef=\"0\" level=\"0\"/>"
                        .formatted(style.align)
                + "<hh:breakSetting breakLatinWord=\"KEEP_WORD\" breakNonLatinWord=\"KEEP_WORD\" widowOrphan=\"0\" keepWithNext=\"%d\" keepLines=\"0\" pageBreakBefore=\"0\" lineWrap=\"BREAK\"/>"
                        .formatted(keeps ? 1 : 0)
                + "<hh:autoSpacing eAsianEng=\"0\" eAsianNum=\"0\"/>"
                + "<hh:margin><hc:intent value=\"%d\" unit=\"HWPUNIT\"/><hc:left value=\"%d\" unit=\"HWPUNIT\"/><hc:right value=\"0\" unit=\"HWPUNIT\"/><hc:prev value=\"%d\" unit=\"HWPUNIT\"/><hc:next value=\"%d\" unit=\"HWPUNIT\"/></hh:margin>"
                        .formatted(style.indent, style.left, style.before, style.after)
                + "<hh:lineSpacing type=\"PERCENT\" value=\"%d\" unit=\"HWPUNIT\"/>".formatted(style.line)
                + "<hh:border borderFillIDRef=\"%d\" offsetLeft=\"%3$d\" offsetRight=\"%3$d\" offsetTop=\"%3$d\" offsetBottom=\"%3$d\" connect=\"0\" ignoreMargin=\"0\"/></hh:paraPr>"
                        .formatted(style == HwpxStyle.ANSWER ? CELL : 2, 0, style == HwpxStyle.ANSWER ? 400 : 0);
    }

    private static String style(HwpxStyle style) {
        return "<hh:style id=\"%1$d\" type=\"PARA\" name=\"%2$s\" engName=\"%3$s\" paraPrIDRef=\"%1$d\" charPrIDRef=\"%1$d\" nextStyleIDRef=\"%4$d\" langID=\"1042\" lockForm=\"0\"/>"
                .formatted(style.id(), style.title, style.english, HwpxStyle.NORMAL.id());
    }
}
