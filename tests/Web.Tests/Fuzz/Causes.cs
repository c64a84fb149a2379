using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Activation.Web.Tests.Fuzz;

/// <summary>What broke inside the hub while it was sent nonsense: a fault's page does not tell.</summary>
sealed class Causes : IObserver<KeyValuePair<string, object?>>, IDisposable
{
    const int Most = 20;

    readonly ConcurrentQueue<string> all = [];
    readonly IDisposable subscription;

    public Causes(DiagnosticListener hub) => subscription = hub.Subscribe(this, name => name.StartsWith("Microsoft.AspNetCore.Diagnostics.", StringComparison.Ordinal));

    public IEnumerable<string> All => all;

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (!value.Key.EndsWith("Exception", StringComparison.Ordinal) || value.Value is not { } told || all.Count >= Most) return;
        var (context, cause) = (Of<HttpContext>(told, "httpContext"), Of<Exception>(told, "exception"));
        all.Enqueue($"{context?.Request.Method} {context?.Request.Path}{context?.Request.QueryString}: {cause}");
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose() => subscription.Dispose();

    static T? Of<T>(object told, string name) where T : class => told.GetType().GetProperty(name)?.GetValue(told) as T;
}
