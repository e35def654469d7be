"""What Wagtail is told about this site: files, editor, search, sign-in."""

WAGTAIL_SITE_NAME = "Civil Society for Migration"
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILREDIRECTS_AUTO_CREATE = True
WAGTAILIMAGES_IMAGE_MODEL = "core.CustomImage"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 12 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 30_000_000
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.core.media_forms.ImageForm"
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"gif": "png"}
WAGTAILDOCS_DOCUMENT_MODEL = "core.CustomDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.core.media_forms.DocumentForm"
WAGTAILDOCS_EXTENSIONS = [
    "csv", "doc", "docx", "ics", "key", "odp", "ods", "odt", "pdf",
    "ppt", "pptx", "rtf", "txt", "xls", "xlsx", "zip",
]  # fmt: skip
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "cms.search.backend"}}
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILADMIN_COMMENTS_ENABLED = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "network.agreement.finishing.publish_unless_asked"
# An autosave that is still under way while a first publication goes through writes the page back as not live
# (Wagtail 7.4 saves the row it read before). Delete when Wagtail reads the row again, see docs/decisions/0013.
WAGTAIL_AUTOSAVE_INTERVAL = 0
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["bold", "link", "document-link"]},
    }
}
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
