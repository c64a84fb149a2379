using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Activation.Web.Features.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Activation.Web.Tests.Webhooks;

/// <summary>What came.</summary>
sealed record Got(string Body, IHeaderDictionary Headers)
{
    public string Delivery => Headers[HookSignature.DeliveryHeader].ToString();

    public string Signature => Headers[HookSignature.Header].ToString();
}

/// <summary>A program elsewhere, with a certificate of its own: the hub reaches it only because a test widened its reach to it.</summary>
sealed class Receiver : IAsyncDisposable
{
    public const string Name = "mottagaren.example.org";

    readonly WebApplication app;
    readonly X509Certificate2 certificate;

    Receiver(WebApplication app, X509Certificate2 certificate) => (this.app, this.certificate) = (app, certificate);

    public ConcurrentQueue<Got> Mail { get; } = [];

    public int Answer { get; set; } = 204;

    /// <summary>Where the answer says to go on.</summary>
    public string? Elsewhere { get; set; }

    /// <summary>This very certificate, and no other.</summary>
    public RemoteCertificateValidationCallback Trusts => (_, shown, _, _) => shown?.GetCertHashString() == certificate.GetCertHashString();

    public string Address => $"https://{Name}:{new Uri(app.Urls.First()).Port}/krok?nyckel=hemlig";

    public static async Task<Receiver> Open()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={Name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(2));
        var own = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(own)));
        var program = builder.Build();
        var receiver = new Receiver(program, own);
        program.Run(receiver.Take);
        await program.StartAsync();
        return receiver;
    }

    /// <summary>Lets a hub reach this one, and nothing else on the machine.</summary>
    public Action<IServiceCollection> For(INames names)
    {
        var port = new Uri(app.Urls.First()).Port;
        return services => services.AddSingleton(names).AddSingleton(new HookReach(
            HookAddress.IsOutside, address => IPAddress.IsLoopback(address) || PublicAddress.Is(address), used => used == port,
            Trusts));
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        certificate.Dispose();
    }

    async Task Take(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        Mail.Enqueue(new Got(await reader.ReadToEndAsync(), new HeaderDictionary(context.Request.Headers.ToDictionary(header => header.Key, header => header.Value))));
        context.Response.StatusCode = Answer;
        if (Elsewhere is not null) context.Response.Headers.Location = Elsewhere;
    }
}

/// <summary>Names that lead where a test says, one answer after the other; the last one stays.</summary>
sealed class Names(params string[] answers) : INames
{
    int asked;

    public int Asked => asked;

    public Task<IReadOnlyList<IPAddress>> Resolve(string host, CancellationToken cancellationToken)
    {
        var answer = answers[Math.Min(Interlocked.Increment(ref asked), answers.Length) - 1];
        return Task.FromResult<IReadOnlyList<IPAddress>>(host == Receiver.Name ? [IPAddress.Parse(answer)] : []);
    }
}
