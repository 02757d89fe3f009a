"""Reading ISO 20022 messages from outside: size limit, no entities, known namespaces only."""

from __future__ import annotations

from xml.etree import ElementTree

from defusedxml import ElementTree as SafeTree
from defusedxml.common import DefusedXmlException

from ansinh.kernel.errors import Refusal

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:"
LARGEST = 256 * 1024 * 1024
XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'

Element = ElementTree.Element


def read_document(content: bytes, name: str, versions: tuple[str, ...]) -> tuple[Element, str]:
    """The message inside <Document> and its version. Raises Refusal that names the file and what is wrong with it."""
    if len(content) > LARGEST:
        raise Refusal("Tệp %(name)s lớn quá mức cho phép (256 MB).", code="file_too_large", file=name, name=name)
    try:
        root: Element = SafeTree.fromstring(content, forbid_dtd=True)
    except ElementTree.ParseError as error:
        line, column = error.position
        raise Refusal(
            "Tệp %(name)s không phải XML đọc được (dòng %(line)s, cột %(column)s).",
            code="unreadable_file",
            file=name,
            name=name,
            line=line,
            column=column + 1,
        ) from error
    except (DefusedXmlException, ValueError, LookupError) as error:
        raise Refusal(
            "Tệp %(name)s chứa phần XML không được phép.", code="unsafe_file", file=name, name=name
        ) from error
    namespace, _, tag = root.tag.removeprefix("{").rpartition("}")
    version = namespace.removeprefix(NAMESPACE)
    if tag != "Document" or version not in versions or len(root) != 1:
        raise Refusal(
            "Tệp %(name)s là “%(namespace)s”; chỉ đọc được %(versions)s.",
            code="unknown_format",
            file=name,
            value=namespace,
            name=name,
            namespace=namespace or root.tag,
            versions=", ".join(versions),
        )
    return root[0], version


def tag_of(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def first(element: Element | None, path: str) -> Element | None:
    """The first element at a path such as "TxDtls/Refs" in whatever namespace."""
    for step in path.split("/"):
        if element is None:
            return None
        element = next((child for child in element if tag_of(child) == step), None)
    return element


def every(element: Element, path: str) -> list[Element]:
    """All elements at a path, in order."""
    found = [element]
    for step in path.split("/"):
        found = [child for parent in found for child in parent if tag_of(child) == step]
    return found


def text_of(element: Element | None, path: str) -> str:
    """Text at a path without outer space; "" when there is none."""
    found = first(element, path)
    return (found.text or "").strip() if found is not None else ""


def amount_of(element: Element | None, place: str, name: str) -> int | None:
    """Đồng at <Amt Ccy="VND">; None when absent. Raises Refusal for other currencies, fractions or no number."""
    found = first(element, "Amt")
    if found is None:
        return None
    text, currency = (found.text or "").strip(), found.get("Ccy", "")
    whole, _, fraction = text.partition(".")
    if currency != "VND" or not whole.isascii() or not whole.isdigit() or fraction.strip("0") or len(whole) > 15:
        raise Refusal(
            "Tệp %(name)s, %(place)s: số tiền “%(text)s %(currency)s” không phải số đồng nguyên.",
            code="bad_amount",
            file=name,
            place=place,
            value=text,
            name=name,
            text=text,
            currency=currency,
        )
    return int(whole)


def escaped(text: str) -> str:
    """A text as it stands between two tags."""
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def child(parent: Element, tag: str, text: str | None = None, **attributes: str) -> Element:
    """Append an element."""
    made = ElementTree.SubElement(parent, tag, attributes)
    made.text = text
    return made


def document(version: str, message: str) -> tuple[Element, Element]:
    """A new <Document> of a version and the message element in it."""
    root = Element("Document", {"xmlns": NAMESPACE + version})
    return root, child(root, message)


def to_bytes(root: Element) -> bytes:
    """The same tree gives the same bytes."""
    ElementTree.indent(root, " ")
    return (XML_DECLARATION + ElementTree.tostring(root, encoding="unicode") + "\n").encode()


def return_reason(detail: Element) -> str:
    """Why money came back: the bank's code and words; empty where it says nothing."""
    code = text_of(detail, "RtrInf/Rsn/Cd") or text_of(detail, "RtrInf/Rsn/Prtry")
    return " ".join(filter(None, (code, text_of(detail, "RtrInf/AddtlInf"))))[:200]
