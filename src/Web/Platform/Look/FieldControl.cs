using System.Collections;
using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Activation.Web.Platform.Look;

/// <summary>The control inside a field: what one writes in or chooses from.</summary>
sealed class FieldControl(string name, string id, string[] values, ViewContext view)
{
    public List<SelectListItem> Items { get; init; } = [];

    public string Caption { get; init; } = "";

    public int Rows { get; init; }

    /// <summary>Attributes of the control; those without a value are left out.</summary>
    public Dictionary<string, string?> Attributes { get; } = new(StringComparer.Ordinal);

    public static string KindOf(Type type, bool hasItems)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain == typeof(bool)) return "check";
        if (plain != typeof(string) && typeof(IEnumerable).IsAssignableFrom(plain)) return "checks";
        if (hasItems) return "select";
        if (plain == typeof(DateOnly)) return "date";
        return plain == typeof(int) || plain == typeof(decimal) || plain == typeof(double) ? "number" : "text";
    }

    /// <summary>A value as a form carries it, whatever the reader's language.</summary>
    public static string[] Written(object? model) => model switch
    {
        null => [],
        string text => [text],
        DateOnly day => [day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)],
        bool yes => [yes ? "true" : "false"],
        IEnumerable many => [.. many.Cast<object?>().SelectMany(Written)],
        _ => [Convert.ToString(model, CultureInfo.InvariantCulture) ?? ""],
    };

    public TagBuilder Render(string kind) => kind switch
    {
        "textarea" => Textarea(),
        "select" => Select(),
        "radio" => Picks("radio"),
        "checks" => Picks("checkbox"),
        "check" => Check(),
        _ => Input(kind),
    };

    TagBuilder Input(string type)
    {
        var tag = Named("input", "in");
        tag.TagRenderMode = TagRenderMode.SelfClosing;
        tag.Attributes["type"] = type;
        // A password is never sent back.
        if (type != "password") tag.Attributes["value"] = values.FirstOrDefault();
        return tag;
    }

    TagBuilder Textarea()
    {
        var tag = Named("textarea", "in");
        tag.Attributes["rows"] = Rows.ToString(CultureInfo.InvariantCulture);
        tag.InnerHtml.AppendLine().Append(values.FirstOrDefault() ?? "");
        return tag;
    }

    TagBuilder Select()
    {
        var tag = Named("select", "in");
        foreach (var item in Items)
        {
            var option = new TagBuilder("option");
            option.Attributes["value"] = item.Value;
            if (IsChosen(item)) option.Attributes["selected"] = "selected";
            if (item.Disabled) option.Attributes["disabled"] = "disabled";
            option.InnerHtml.Append(item.Text);
            tag.InnerHtml.AppendHtml(option);
        }

        return tag;
    }

    TagBuilder Picks(string type)
    {
        var picks = new TagBuilder("div");
        picks.AddCssClass("picks");
        for (var i = 0; i < Items.Count; i++)
            picks.InnerHtml.AppendHtml(Pick(type, $"{id}-{i}", Items[i].Value, IsChosen(Items[i]), Items[i].Text, Items[i].Disabled));
        return picks;
    }

    TagBuilder Check()
    {
        var box = Pick("checkbox", id, "true", values.Contains("true", StringComparer.OrdinalIgnoreCase), Caption, disabled: false);
        var unticked = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        unticked.Attributes["type"] = "hidden";
        unticked.Attributes["name"] = name;
        unticked.Attributes["value"] = "false";
        // Sent after the box, so that an unticked box says no instead of nothing.
        box.InnerHtml.AppendHtml(unticked);
        return box;
    }

    TagBuilder Pick(string type, string inputId, string? value, bool chosen, string text, bool disabled)
    {
        var label = new TagBuilder("label");
        label.AddCssClass("pick");
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.Attributes["type"] = type;
        input.Attributes["name"] = name;
        input.Attributes["id"] = inputId;
        input.Attributes["value"] = value;
        if (chosen) input.Attributes["checked"] = "checked";
        if (disabled) input.Attributes["disabled"] = "disabled";
        if (type == "checkbox" && inputId == id) Dress(input);
        label.InnerHtml.AppendHtml(input).Append(text);
        return label;
    }

    TagBuilder Named(string element, string css)
    {
        var tag = new TagBuilder(element);
        tag.AddCssClass(css);
        tag.Attributes["id"] = id;
        tag.Attributes["name"] = name;
        Dress(tag);
        return tag;
    }

    void Dress(TagBuilder tag)
    {
        foreach (var (key, value) in Attributes)
            if (value is not null) tag.Attributes[key] = value;
    }

    bool IsChosen(SelectListItem item) => values.Length > 0 || view.ModelState.ContainsKey(name)
        ? values.Contains(item.Value ?? item.Text, StringComparer.Ordinal)
        : item.Selected;
}
