using System.Diagnostics;
using Activation.Support;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Api;

/// <summary>The client in the README does what is said there, as it stands there.</summary>
public sealed class ReadmeTests
{
    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown();

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task The_client_votes_once_and_is_answered_twice()
    {
        var before = await Votes();
        var (said, complaint, code) = await Run(Script());
        Assert.That(code, Is.Zero, complaint);
        var answers = said.Split('\n').Where(line => line.StartsWith("first ", StringComparison.Ordinal) || line.StartsWith("again ", StringComparison.Ordinal))
            .Select(line => line["first ".Length..]).ToList();
        var after = await Votes();
        Assert.Multiple(() =>
        {
            Assert.That(answers, Has.Count.EqualTo(2), said);
            Assert.That(answers[0], Does.Contain("position").And.EqualTo(answers[^1]));
            Assert.That(said, Does.Contain("completion in stage 1").And.Contain("n: 117"));
            Assert.That(after, Is.EqualTo(before + 1));
        });
    }

    Task<long> Votes() => hub.Views.Value<long>("select count(*) from log.event where type = 'vote-cast'");

    static string Script()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        var parts = readme.Split("```js\n");
        Assert.That(parts, Has.Length.EqualTo(2), "the README has one client");
        return parts[1].Split("```")[0];
    }

    async Task<(string Said, string Complaint, int Code)> Run(string script)
    {
        var start = new ProcessStartInfo("node", ["--input-type=module", "-"])
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            Environment = { ["HUB"] = hub.Address.GetLeftPart(UriPartial.Authority), ["DATA"] = TestHub.Data },
        };
        using var node = Process.Start(start)!;
        await node.StandardInput.WriteAsync(script);
        node.StandardInput.Close();
        var (said, complaint) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await node.WaitForExitAsync(patience.Token);
        return (await said, await complaint, node.ExitCode);
    }
}
