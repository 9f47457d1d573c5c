package io.affekt.model.report;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Pages as trees, so that tests ask what a reader sees. */
final class Pages {

    private Pages() {}

    /** Fails when the page is not well-formed. */
    static Document parse(String page) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(page)));
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new AssertionError("The page is not well-formed: " + e.getMessage(), e);
        }
    }

    static List<Element> all(Document document, String name) {
        return elements(document.getElementsByTagName(name));
    }

    static List<String> attributes(Document document, String name, String attribute) {
        return all(document, name).stream()
                .filter(element -> element.hasAttribute(attribute))
                .map(element -> element.getAttribute(attribute))
                .toList();
    }

    /** The labels of the drawings that are not mere ornament. */
    static List<String> drawings(Document document) {
        return all(document, "svg").stream()
                .filter(svg -> !svg.getAttribute("aria-hidden").equals("true"))
                .map(svg -> {
                    if (!svg.getAttribute("role").equals("img")) {
                        throw new AssertionError("A drawing is no image to a screen reader");
                    }
                    return svg.getAttribute("aria-label");
                })
                .toList();
    }

    /** What can be read, with plain spaces. */
    static String text(Document document) {
        return ((Element) document.getElementsByTagName("body").item(0))
                .getTextContent()
                .replace('\u00a0', ' ');
    }

    /** The cells of the first row with this heading; empty if there is none. */
    static List<String> row(Document document, String heading) {
        return all(document, "tr").stream()
                .filter(row -> elements(row.getElementsByTagName("th")).stream()
                        .anyMatch(head -> head.getAttribute("scope").equals("row")
                                && head.getTextContent().equals(heading)))
                .findFirst()
                .map(row -> elements(row.getElementsByTagName("td")).stream()
                        .map(cell -> cell.getTextContent().strip())
                        .toList())
                .orElse(List.of());
    }

    private static List<Element> elements(NodeList nodes) {
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
