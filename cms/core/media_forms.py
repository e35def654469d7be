"""The forms in which pictures and documents are uploaded: whatever is dropped into them, they answer in words."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from PIL import Image
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm


class CarefulImageField(WagtailImageField):
    """Measures a picture by its header first, and takes no picture that cannot be read to its end.

    Wagtail's own field unpacks the whole picture before it measures it, and fails on one that breaks off.
    """

    def to_python(self, data: Any) -> Any:
        """Read the upload; what cannot be read is an error of the form, not of the server."""
        try:
            return super().to_python(data)
        except (OSError, SyntaxError, ValueError, EOFError) as error:
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from error

    def check_image_pixel_size(self, f: Any) -> None:
        """Refuse a picture of too many pixels before it is unpacked."""
        try:
            with Image.open(f) as picture:
                pixels = picture.width * picture.height
        except Image.DecompressionBombError:
            pixels = 2 * (Image.MAX_IMAGE_PIXELS or 0)
        finally:
            f.seek(0)
        if pixels > self.max_image_pixels:
            raise ValidationError(
                self.error_messages["file_too_many_pixels"]
                % {"num_pixels": pixels, "max_pixels_count": self.max_image_pixels},
                code="file_too_many_pixels",
            )
        super().check_image_pixel_size(f)


class ImageForm(BaseImageForm):
    """Wagtail's form with the careful field in the place of its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stock = self.fields.get("file")
        if stock is not None:
            self.fields["file"] = CarefulImageField(
                label=stock.label, required=stock.required, widget=stock.widget, max_length=stock.max_length
            )


class DocumentForm(BaseDocumentForm):
    """Wagtail's form with a field that its page for several documents asks about, and our documents do not have.

    A document has a title in each language, both asked for; what a browser sends as ``title`` is not kept.
    """

    title = forms.CharField(required=False, max_length=255, widget=forms.HiddenInput)
