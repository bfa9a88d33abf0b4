using System.Text;
using Funding.Domain.Cpts;
using Funding.Engine.Acting;
using Funding.Engine.Metrics;
using Funding.Host.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Funding.Host.Tests.Metrics;

/// <summary>A real receiver on loopback: what it gets is protobuf, of which the names of the instruments are read.</summary>
public sealed class exported_metrics
{
    [Fact]
    public async Task they_are_sent_where_the_standard_variables_say_at_the_latest_when_the_host_stops()
    {
        var received = new List<string>();
        await using var receiver = await ReceiverAsync(received);
        await using var services = new ServiceCollection().AddMetrics().AddSingleton<ActMeter>().BuildServiceProvider();
        using var export = new MetricsExport(Configured(("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.Urls.Single()), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")));

        await export.StartAsync(CancellationToken.None);
        await services.GetRequiredService<ActMeter>().MeasureAsync(new AcceptLetterOfIntent(), () => Task.FromResult<ActOutcome>(new ActRefused(new InProgress())));
        await export.StopAsync(CancellationToken.None);

        var sent = string.Concat(received);
        sent.ShouldContain("cpts-funding");
        sent.ShouldContain("funding.act.duration");
        sent.ShouldContain("in-progress");
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", 3)]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", 3)]
    public void without_an_endpoint_nothing_is_read_or_sent(string? variable, int services)
        => new ServiceCollection().AddFundingMetrics(variable is null ? Configured() : Configured((variable, "http://127.0.0.1:1"))).Count.ShouldBe(services);

    private static IConfiguration Configured(params (string Name, string Value)[] values)
        => new ConfigurationBuilder().AddInMemoryCollection(values.Select(pair => KeyValuePair.Create(pair.Name, (string?)pair.Value))).Build();

    private static async Task<WebApplication> ReceiverAsync(List<string> received)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost("/v1/metrics", (Delegate)(Func<HttpRequest, Task>)(async request =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            lock (received) received.Add(Encoding.Latin1.GetString(body.ToArray()));
        }));
        await app.StartAsync();
        return app;
    }
}
