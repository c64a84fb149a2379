using System.Collections.Frozen;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Activation.Web.Platform.Look;

/// <summary><c>&lt;icon name="plus" /&gt;</c>: the lucide drawing of that name, inline. Names are listed in icons.txt.</summary>
[HtmlTargetElement("icon", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class IconTagHelper : TagHelper
{
    public string Name { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"ico {context.AllAttributes["class"]?.Value}".TrimEnd());
        output.Attributes.SetAttribute("viewBox", "0 0 24 24");
        output.Attributes.SetAttribute("aria-hidden", "true");
        output.Content.SetHtmlContent(Icons.Drawing(Name));
    }
}

/// <summary>The drawings, read once from the resources that the build made of icons.txt.</summary>
public static class Icons
{
    const string Folder = "icons/";
    static readonly FrozenDictionary<string, string> Drawings = ReadAll();

    public static IEnumerable<string> Names => Drawings.Keys.Order(StringComparer.Ordinal);

    public static string Drawing(string name) => Drawings.TryGetValue(name, out var drawing)
        ? drawing
        : throw new ArgumentException($"No icon is called {name}. Add it to Platform/Look/icons.txt.", nameof(name));

    static FrozenDictionary<string, string> ReadAll() => typeof(Icons).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
        .ToFrozenDictionary(name => Path.GetFileNameWithoutExtension(name), ReadOne);

    static string ReadOne(string resource)
    {
        using var reader = new StreamReader(typeof(Icons).Assembly.GetManifestResourceStream(resource)!);
        var svg = reader.ReadToEnd();
        var open = svg.IndexOf('>', svg.IndexOf("<svg", StringComparison.Ordinal)) + 1;
        var close = svg.LastIndexOf("</svg>", StringComparison.Ordinal);
        return string.Concat(svg[open..close].Split('\n').Select(line => line.Trim()));
    }
}
