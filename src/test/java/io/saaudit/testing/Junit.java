package io.saaudit.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** JUnit XML for tests: held to src/test/resources/formats/junit.xsd, and read. */
public final class Junit {
    private Junit() {}

    /**
     * A case.
     *
     * @param suite what stands before {@code name} in a reader's list
     * @param name its name
     * @param end {@code failure}, {@code error}, {@code skipped}, or empty when it passed
     * @param message why, in one line
     * @param body why, in full
     */
    public record Case(String suite, String name, String end, String message, String body) {}

    /** What is wrong with it by the schema; empty when nothing is. */
    public static String error(String xml) {
        try {
            SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(Junit.class.getResource("/formats/junit.xsd"))
                    .newValidator()
                    .validate(new StreamSource(new StringReader(xml)));
            return "";
        } catch (SAXException e) {
            return e.getMessage();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its cases; fails where the numbers of a suite are not those of its cases. */
    public static List<Case> cases(String xml) {
        List<Case> cases = new ArrayList<>();
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Element root = factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                    .getDocumentElement();
            int[] all = new int[3];
            for (Element suite : elements(root, "testsuite")) {
                List<Case> own = new ArrayList<>();
                elements(suite, "testcase").forEach(test -> own.add(one(test)));
                all[0] += number(suite, "tests", own.size());
                all[1] += number(suite, "failures", count(own, "failure"));
                all[2] += number(suite, "errors", count(own, "error"));
                number(suite, "skipped", count(own, "skipped"));
                cases.addAll(own);
            }
            number(root, "tests", all[0]);
            number(root, "failures", all[1]);
            number(root, "errors", all[2]);
            return cases;
        } catch (SAXException | ParserConfigurationException e) {
            throw new AssertionError(e.getMessage() + " in " + xml, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int count(List<Case> cases, String end) {
        return (int) cases.stream().filter(c -> c.end().equals(end)).count();
    }

    private static int number(Element element, String attribute, int real) {
        if (!element.getAttribute(attribute).equals(Integer.toString(real))) {
            throw new AssertionError(element.getAttribute("name") + " says " + attribute + "="
                    + element.getAttribute(attribute) + ", and there are " + real);
        }
        return real;
    }

    private static Case one(Element test) {
        String suite = test.getAttribute("classname");
        String name = test.getAttribute("name");
        NodeList children = test.getElementsByTagName("*");
        if (children.getLength() == 0) {
            return new Case(suite, name, "", "", "");
        }
        Element end = (Element) children.item(0);
        return new Case(suite, name, end.getTagName(), end.getAttribute("message"), end.getTextContent());
    }

    private static List<Element> elements(Element parent, String name) {
        List<Element> elements = new ArrayList<>();
        NodeList found = parent.getElementsByTagName(name);
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }
}
