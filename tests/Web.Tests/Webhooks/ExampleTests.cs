using System.Diagnostics;
using System.Text.Json;
using Activation.Web.Features.Webhooks;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Webhooks;

/// <summary>The example on the page does what is said there, as it stands there.</summary>
public sealed class ExampleTests
{
    [Test]
    public async Task A_receiver_that_copies_it_takes_what_is_ours_and_fresh_and_nothing_else()
    {
        await using var hub = await TestHub.Sown();
        using var farid = await hub.As(Cast.Farid);
        var example = (await farid.Get($"{Sown.Here}/admin/webhooks")).One(".example code").TextContent;
        const string body = """{"event":"stage-closed","name":"Åstorp"}""";
        var (secret, other) = (HookSignature.NewSecret(), HookSignature.NewSecret());
        var header = HookSignature.Of(body, DateTimeOffset.UtcNow, secret, other);
        var (b, h, s, o) = (JsonSerializer.Serialize(body), JsonSerializer.Serialize(header), JsonSerializer.Serialize(secret), JsonSerializer.Serialize(other));
        var said = await Node(
            $$"""
            {{example}}
            const now = Date.now() / 1000;
            console.log([[{{b}}, {{s}}, now], [{{b}}, {{o}}, now], [{{b}} + " ", {{s}}, now], [{{b}}, "whsec_x", now], [{{b}}, {{s}}, now + 400]]
              .map(([body, secret, at]) => isFromActivation(body, {{h}}, secret, at)).join(" "));
            """);
        Assert.That(said.Trim(), Is.EqualTo("true true false false false"));
    }

    static async Task<string> Node(string script)
    {
        var start = new ProcessStartInfo("node", ["--input-type=module", "-"]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var node = Process.Start(start)!;
        await node.StandardInput.WriteAsync(script);
        node.StandardInput.Close();
        var (said, complaint) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await node.WaitForExitAsync(patience.Token);
        Assert.That(node.ExitCode, Is.Zero, await complaint);
        return await said;
    }
}
