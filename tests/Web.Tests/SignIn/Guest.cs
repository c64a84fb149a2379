using System.Text.RegularExpressions;
using Activation.Support;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.SignIn;

/// <summary>Signs in as people do: asks, reads the letter, writes the code.</summary>
static partial class Guest
{
    public static Task<string> EmailOf(this TestHub hub, string name) => hub.Views.Value<string>("select email from hub.person where name = @name", new { name });

    public static Task<Sheet> Ask(this Visitor visitor, string email, string returnUrl = "/me") =>
        visitor.Send("/sign-in", "form:has([name=Email])", ("Email", email), ("ReturnUrl", returnUrl));

    public static Task<Sheet> Write(this Visitor visitor, string code) => visitor.Send("/sign-in/code", "form:has([name=Code])", ("Code", code));

    public static string CodeIn(Delivered letter) => Code().Match(letter.Part("text/plain")).Value;

    /// <summary>Path of the first link in a letter.</summary>
    public static string LinkIn(Delivered letter) => new Uri(Link().Match(letter.Part("text/plain")).Value).AbsolutePath;

    /// <summary>The whole way, as far as a code leads.</summary>
    public static async Task<Sheet> SignIn(this TestHub hub, SmtpSink sink, Visitor visitor, string name, string returnUrl = "/me")
    {
        var email = await hub.EmailOf(name);
        var before = sink.Mail.Count(mail => mail.To == email);
        await visitor.Ask(email, returnUrl);
        return await visitor.Write(CodeIn(await sink.To(email, before + 1)));
    }

    [GeneratedRegex(@"\d{4} \d{4}", RegexOptions.None, 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"https?://\S+", RegexOptions.None, 1000)]
    private static partial Regex Link();
}
