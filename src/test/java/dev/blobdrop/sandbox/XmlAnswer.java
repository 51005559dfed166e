package dev.blobdrop.sandbox;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/// An XML document of the blob service, asked by element names.
record XmlAnswer(Document document) {

    static XmlAnswer parse(byte[] xml) {
        try {
            var factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return new XmlAnswer(factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new SandboxException("The blob service's XML is not readable.", e);
        }
    }

    /// The texts of all elements `Parent/Name`.
    List<String> texts(String parentAndName) {
        String[] names = parentAndName.split("/");
        var found = document.getElementsByTagName(names[1]);
        return IntStream.range(0, found.getLength())
                .mapToObj(found::item)
                .filter(node -> node.getParentNode().getNodeName().equals(names[0]))
                .map(Node::getTextContent)
                .toList();
    }

    /// The text of the first element of this name, or nothing.
    String text(String name) {
        var found = document.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }
}
