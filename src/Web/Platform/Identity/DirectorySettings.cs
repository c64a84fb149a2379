namespace Activation.Web.Platform.Identity;

/// <summary>A municipality's own directory that people may sign in with, from configuration under <c>SignIn:Directories:0</c> and on.</summary>
public sealed record DirectorySettings
{
    /// <summary>In addresses: small letters, digits and hyphens.</summary>
    public string Key { get; init; } = "";

    /// <summary>On the button.</summary>
    public string Name { get; init; } = "";

    /// <summary>Where its description lies, below <c>/.well-known/openid-configuration</c>.</summary>
    public Uri Authority { get; init; } = null!;

    public string ClientId { get; init; } = "";

    public string ClientSecret { get; init; } = "";

    /// <summary>The mail domains it speaks for: a directory that claims an address in another domain is not believed.</summary>
    public string[] Domains { get; init; } = [];

    /// <summary>It asks for a second factor itself, so that we need not.</summary>
    public bool SecondFactor { get; init; }

    public bool SpeaksFor(string email) =>
        Domains.Any(domain => email.EndsWith($"@{domain}", StringComparison.OrdinalIgnoreCase));
}

/// <summary>Every directory that people may sign in with.</summary>
public sealed class Directories(IReadOnlyList<DirectorySettings> all)
{
    public IReadOnlyList<DirectorySettings> All { get; } = all;

    /// <exception cref="InvalidOperationException">One is half configured: better no hub than one with a door ajar.</exception>
    public static Directories Read(IConfiguration configuration)
    {
        var all = configuration.GetSection("SignIn:Directories").Get<DirectorySettings[]>() ?? [];
        foreach (var one in all)
        {
            if (one.Key.Length == 0 || one.Key.Any(c => c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '-')) || one.ClientId.Length == 0 || one.Domains.Length == 0)
                throw new InvalidOperationException("SignIn:Directories: each needs Key (a-z, 0-9, -), Name, Authority, ClientId, ClientSecret and Domains");
            if (one.Authority is not { IsAbsoluteUri: true } || (one.Authority.Scheme != Uri.UriSchemeHttps && !one.Authority.IsLoopback))
                throw new InvalidOperationException($"SignIn:Directories: {one.Key} needs an https Authority");
        }

        return new Directories(all);
    }

    /// <summary>The name of a directory's scheme.</summary>
    public static string Scheme(DirectorySettings one) => $"directory-{one.Key}";
}
