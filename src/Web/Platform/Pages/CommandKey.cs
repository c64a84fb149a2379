using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Activation.Web.Platform.Pages;

/// <summary>Gives every form that changes something its idempotency key, so that sending it twice does it once.</summary>
[HtmlTargetElement("form", Attributes = "[method=post]")]
public sealed class CommandKey : TagHelper
{
    public override int Order => 1000;

    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        output.PostContent.AppendHtml($"<input type=\"hidden\" name=\"command\" value=\"{Guid.CreateVersion7()}\">");
}
