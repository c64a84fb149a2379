using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Activation.Web.Platform.Look;

/// <summary>
/// <c>&lt;field for="Input.What" label="initiatives.what" hint="initiatives.what-hint" /&gt;</c>: label, hint above, the control with what the
/// person wrote, the error below, all tied together for those who hear the page. Label, hint and error are text keys.
/// </summary>
[HtmlTargetElement("field", Attributes = "for", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FieldTagHelper(Texts texts) : TagHelper
{
    public required ModelExpression For { get; set; }

    /// <summary>Text key; without it the display name of the property.</summary>
    public string? Label { get; set; }

    public string? Hint { get; set; }

    /// <summary>text, textarea, date, number, email, password, select, radio, checks or check; found from the property's type when left out.</summary>
    public string? As { get; set; }

    /// <summary>What one may choose from, for select, radio and checks.</summary>
    public IEnumerable<SelectListItem>? Items { get; set; }

    /// <summary>The label says that it may be left empty.</summary>
    public bool Optional { get; set; }

    public int Rows { get; set; } = 3;

    public string? Min { get; set; }

    public string? Max { get; set; }

    public string? Autocomplete { get; set; }

    public string? Inputmode { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    string Name => ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);

    string Id => FieldIds.Of(Name);

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var control = As ?? FieldControl.KindOf(For.ModelExplorer.ModelType, Items is not null);
        var grouped = control is "radio" or "checks";
        output.TagName = grouped ? "fieldset" : "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "field");
        // The summary links to the field: a group has no control of its own to land on.
        if (grouped) output.Attributes.SetAttribute("id", Id);
        var error = Error();
        if (grouped && DescribedBy(error) is { } describedBy) output.Attributes.SetAttribute("aria-describedby", describedBy);
        if (control != "check") output.Content.AppendHtml(LabelTag(grouped));
        if (Hint is not null) output.Content.AppendHtml(Paragraph("hint", $"{Id}-hint", texts[Hint]));
        output.Content.AppendHtml(Control(control, error));
        if (error is not null) output.Content.AppendHtml(ErrorTag(error));
    }

    TagBuilder Control(string control, string? error) => new FieldControl(Name, Id, Values(), ViewContext)
    {
        Items = [.. Items ?? []],
        Caption = LabelText(),
        Rows = Rows,
        Attributes =
        {
            ["aria-describedby"] = DescribedBy(error),
            ["aria-invalid"] = error is null ? null : "true",
            ["min"] = Min,
            ["max"] = Max,
            ["autocomplete"] = Autocomplete,
            ["inputmode"] = Inputmode,
        },
    }.Render(control);

    TagBuilder LabelTag(bool grouped)
    {
        var tag = new TagBuilder(grouped ? "legend" : "label");
        if (grouped) tag.AddCssClass("label");
        else tag.Attributes["for"] = Id;
        tag.InnerHtml.Append(LabelText());
        return tag;
    }

    string LabelText() => texts[Label ?? For.Metadata.DisplayName ?? For.Name] + (Optional ? " " + texts["look.optional"] : "");

    TagBuilder ErrorTag(string error)
    {
        var tag = Paragraph("err", $"{Id}-error", "");
        tag.InnerHtml.AppendHtml($"""<svg class="ico" viewBox="0 0 24 24" aria-hidden="true">{Icons.Drawing("circle-alert")}</svg>""").Append(error);
        return tag;
    }

    string? DescribedBy(string? error)
    {
        string?[] ids = [Hint is null ? null : $"{Id}-hint", error is null ? null : $"{Id}-error"];
        var known = string.Join(' ', ids.OfType<string>());
        return known.Length == 0 ? null : known;
    }

    string? Error() => ViewContext.ModelState.TryGetValue(Name, out var entry) && entry.Errors.Count > 0
        ? FieldErrors.Text(entry.Errors[0], texts)
        : null;

    // What the person sent comes before what the page holds.
    string[] Values() => ViewContext.ModelState.TryGetValue(Name, out var entry) && entry.RawValue is not null
        ? entry.RawValue as string[] ?? [Convert.ToString(entry.RawValue, CultureInfo.InvariantCulture) ?? ""]
        : FieldControl.Written(For.Model);

    static TagBuilder Paragraph(string css, string id, string text)
    {
        var tag = new TagBuilder("p");
        tag.AddCssClass(css);
        tag.Attributes["id"] = id;
        tag.InnerHtml.Append(text);
        return tag;
    }
}
