using System.Collections.Concurrent;

namespace Funding.Browser.Tests.Desks;

/// <summary>What a page asks for while somebody is before it, and what the browser complains of: since the last <see cref="Forget"/>.</summary>
internal sealed class Traffic : IDisposable
{
    private readonly IPage page;
    private readonly Uri site;
    private readonly ConcurrentQueue<IRequest> requests = []; // told by the browser's own thread
    private readonly ConcurrentQueue<string> complaints = [];

    public Traffic(IPage page, Uri site)
    {
        (this.page, this.site) = (page, site);
        page.Request += Asked;
        page.Console += Said;
        page.PageError += Broke;
    }

    /// <summary>Errors in the console and of scripts.</summary>
    public IEnumerable<string> Complaints => complaints;

    /// <summary>Addresses outside the site.</summary>
    public IEnumerable<string> Strangers => requests.Select(it => it.Url).Where(it => !it.StartsWith("data:", StringComparison.Ordinal) && new Uri(it).Authority != site.Authority);

    /// <summary>The bodies of documents, style sheets and scripts as they came over the wire; what draws charts is apart.</summary>
    public async Task<int> BytesAsync()
    {
        var sum = 0;
        foreach (var request in requests.Where(it => it.ResourceType is "document" or "stylesheet" or "script" && !it.Url.Contains("/lib/echarts/", StringComparison.Ordinal))) sum += (await request.SizesAsync()).ResponseBodySize;
        return sum;
    }

    /// <summary>Begins anew.</summary>
    public void Forget()
    {
        requests.Clear();
        complaints.Clear();
    }

    public void Dispose()
    {
        page.Request -= Asked;
        page.Console -= Said;
        page.PageError -= Broke;
    }

    private void Asked(object? sender, IRequest request) => requests.Enqueue(request);

    // That the page itself was answered with an error is told by its status, and may be expected.
    private void Said(object? sender, IConsoleMessage message)
    {
        if (message.Type is "error" && !(message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal) && IsOfPage(message))) complaints.Enqueue($"console: {message.Text} ({message.Location})");
    }

    private bool IsOfPage(IConsoleMessage message) => requests.Any(it => it.IsNavigationRequest && message.Location.StartsWith($"{it.Url}:", StringComparison.Ordinal));

    private void Broke(object? sender, string error) => complaints.Enqueue($"script: {error}");
}
