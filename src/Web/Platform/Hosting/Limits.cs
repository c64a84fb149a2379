using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Activation.Web.Platform.Access;
using Microsoft.AspNetCore.RateLimiting;

namespace Activation.Web.Platform.Hosting;

/// <summary>How much one may send. Reading is free but for what costs the most; a whole town hall behind one address may vote at once.</summary>
public static class Limits
{
    /// <summary>Faster than anyone clicks, and room for a text that is kept while it is written.</summary>
    static readonly (int AtOnce, int EverySecond) Person = (60, 2);

    /// <summary>A script that repeats what was not answered, and carries over what was written elsewhere.</summary>
    static readonly (int AtOnce, int EverySecond) Program = (600, 60);

    /// <summary>A network's visitors together: those who are signed in are counted by person.</summary>
    static readonly (int AtOnce, int EverySecond) Network = (600, 10);

    /// <summary>Ways in, tried from one network: everyone in a town hall comes to work at the same time, and nobody guesses.</summary>
    static readonly (int AtOnce, int EverySecond) Door = (120, 1);

    /// <summary>A walk's poster: those who stand before it together, and no list of addresses. Each of them costs a stranger a letter.</summary>
    static readonly (int AtOnce, int EveryMinute) Poster = (30, 1);

    /// <summary>Days that are over and whole files, for a person, or a network's visitors together: more than anybody looks through, and than a program asks for that
    /// keeps what it got. It leaves most of a core to all others.</summary>
    static readonly (int AtOnce, int EverySecond) Reader = (600, 10);

    /// <summary>Files on their way, for a person, or a network's visitors together: whoever reads slowly holds no more of them.</summary>
    const int FilesAtOnce = 20;

    /// <summary>Bytes. A list of five hundred guests is the longest that anybody sends; pictures have a limit of their own, and programs a smaller one.</summary>
    public const long LargestForm = 2 << 20;

    // However many addresses somebody has, the memory they cost is bounded.
    public const int Networks = 4096;

    /// <summary>Addresses of whole files: a page's own, and those that are one.</summary>
    static readonly HashSet<string> Files = new(["Csv", "Export"], StringComparer.OrdinalIgnoreCase);

    static readonly string[] FileEndings = [".csv", "/events"];

    static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static void Configure(RateLimiterOptions options)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var given) ? Math.Max(1, (int)given.TotalSeconds) : 1;
            rejected.HttpContext.RequestServices.GetRequiredService<SecurityLog>().Note(rejected.HttpContext, SecurityKinds.TooFast);
            rejected.HttpContext.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
        options.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<HttpContext, string>(Partition), PartitionedRateLimiter.Create<HttpContext, string>(OnItsWay));
    }

    /// <summary>Whose bucket a request is counted in. What somebody who is not signed in may choose freely leads to one of a bounded number.</summary>
    public static RateLimitPartition<string> Partition(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)) return OfReader(context);
        if (Visit.PersonOf(context.User) is { } caller && context.User.Identity?.AuthenticationType == TokenDoor.Name)
            return RateLimitPartition.GetTokenBucketLimiter($"{caller:N} by token", _ => Bucket(Program, Second));
        if (IsPoster(context.Request))
            return RateLimitPartition.GetTokenBucketLimiter($"poster {BucketOf(context)}", _ => Bucket(Poster, TimeSpan.FromMinutes(1)));
        if (Doors.OpensToStrangers(context.Request))
            return RateLimitPartition.GetTokenBucketLimiter($"door {BucketOf(context)}", _ => Bucket(Door, Second));
        return Visit.PersonOf(context.User) is { } person
            ? RateLimitPartition.GetTokenBucketLimiter(person.ToString("N"), _ => Bucket(Person, Second))
            : RateLimitPartition.GetTokenBucketLimiter(BucketOf(context), _ => Bucket(Network, Second));
    }

    static RateLimitPartition<string> OfReader(HttpContext context)
    {
        if (!CostsMuch(context)) return RateLimitPartition.GetNoLimiter("");
        return RateLimitPartition.GetTokenBucketLimiter($"reading {ReaderOf(context)}", _ => Bucket(Reader, Second));
    }

    static RateLimitPartition<string> OnItsWay(HttpContext context) => IsFile(context)
        ? RateLimitPartition.GetConcurrencyLimiter($"files {ReaderOf(context)}", _ => new() { PermitLimit = FilesAtOnce, QueueLimit = 0 })
        : RateLimitPartition.GetNoLimiter("");

    /// <summary>A day that is over, or a whole file: what is not drawn once for all who look.</summary>
    static bool CostsMuch(HttpContext context) => context.Request.Query.ContainsKey("asOf") || IsFile(context);

    static bool IsFile(HttpContext context) =>
        Files.Contains(context.Request.Query["handler"].ToString())
        || FileEndings.Any(ending => context.Request.Path.Value!.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    static bool IsPoster(HttpRequest request) =>
        request.Path.StartsWithSegments("/walk", StringComparison.OrdinalIgnoreCase, out var rest) && Guid.TryParse(rest.Value.AsSpan().Trim('/'), out _);

    static string ReaderOf(HttpContext context) => Visit.PersonOf(context.User) is { } person ? person.ToString("N") : BucketOf(context);

    static string BucketOf(HttpContext context) => NetworkOf(context.Connection.RemoteIpAddress).ToString(CultureInfo.InvariantCulture);

    /// <summary>One of <see cref="Networks"/>, which one only this start of the program knows.</summary>
    public static int NetworkOf(IPAddress? address)
    {
        var bytes = (address ?? IPAddress.None).MapToIPv6().GetAddressBytes();
        // In the new internet one subscriber has 64 bits of addresses.
        var length = address is { IsIPv4MappedToIPv6: false, AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6 } ? 8 : bytes.Length;
        var hash = new HashCode();
        hash.AddBytes(bytes.AsSpan(0, length));
        return (int)((uint)hash.ToHashCode() % Networks);
    }

    static TokenBucketRateLimiterOptions Bucket((int AtOnce, int Again) limit, TimeSpan every) => new()
    {
        TokenLimit = limit.AtOnce, TokensPerPeriod = limit.Again, ReplenishmentPeriod = every, AutoReplenishment = true,
    };
}
