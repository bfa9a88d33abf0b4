using System.Globalization;
using System.Text;
using System.Text.Json;
using Funding.Benchmarks.Running;
using Funding.Host.Embedded;

namespace Funding.Host.Tests.CommandLine;

/// <summary>The life of a host as a process. Cost: one or two starts each.</summary>
public sealed class ServingHost : IDisposable
{
    // The hardest umask: what the server's account must pass through has to be opened to it.
    private readonly HostProgram host = new() { Umask = "077" };

    public void Dispose() => host.Dispose();

    [Fact]
    public async Task It_prints_its_address_takes_the_tokens_of_the_token_verb_and_stops_leaving_no_server()
    {
        // The token is asked first: the key makes the data folder, and the server's account must still be able to enter it.
        var token = await host.RunAsync("token", "--role", "auditor", "--user", "cour.comptes", "--region", "*");
        token.Exit.ShouldBe(0, token.Errors);
        token.Output.TrimEnd().Split('\n').ShouldHaveSingleItem().Split('.').Length.ShouldBe(3);

        int server;
        await using (var serving = await host.ServeAsync())
        {
            serving.Said.ShouldStartWith("En écoute sur http://127.0.0.1:");
            server = host.ServerPid()!.Value;
            (await serving.GetAsync("/health/ready")).Status.ShouldBe(200);
            (await serving.GetAsync("/api/v1/cpts", token.Output.Trim())).Status.ShouldBe(200);
            (await serving.GetAsync("/api/v1/cpts")).Status.ShouldBe(401);
            (await serving.GetAsync("/")).Status.ShouldBe(200);
            (await serving.GetAsync("/lib/bootstrap/bootstrap.min.css")).Status.ShouldBe(200);
            (await EncodingAsync(serving, "/connexion", token.Output)).ShouldBe("br");
            (await EncodingAsync(serving, "/api/v1/aci-tariffs", token.Output)).ShouldBeEmpty();
            (await serving.GetAsync("/api/v1/simulation/clock", token.Output.Trim())).Status.ShouldBe(404);

            var second = await host.RunAsync("serve");
            second.Exit.ShouldBe(1);
            second.Errors.ShouldContain($"pid {serving.Pid.ToString(CultureInfo.InvariantCulture)}");
            (await serving.GetAsync("/health/ready")).Status.ShouldBe(200); // the first goes on

            (await serving.SignalAsync("TERM")).ShouldBe(0);
        }

        ProcessLife.IsAlive(server).ShouldBeFalse();
        host.ServerPid().ShouldBeNull();
    }

    [Fact]
    public async Task After_a_kill_the_next_start_finds_everything()
    {
        int orphan;
        string answer;
        await using (var first = await host.ServeAsync("serve", "--simulated-clock", "2024-02-01T08:00:00Z"))
        {
            (await PostAsync(first, "/api/v1/fir-envelopes", """{"regionCode":"84","year":2024,"total":1234.56,"fungible":1234.56,"reference":"N"}""", "admin", "*")).ShouldBe(200);
            (await PostAsync(first, "/api/v1/cpts", """{"id":"0190a6b2-5d3e-7c41-9a2f-3b1c5d7e9f01","name":"CPTS du Vallon","regionCode":"84","departmentCode":"69","population":65000}""", "ars-officer", "84")).ShouldBe(201);
            var imported = await host.RunAsync("import", "fir-envelopes", Path.Combine(House.Repository.Root, "src/Funding.Host/Reference/data/fir-envelopes-2023.csv"));
            imported.Exit.ShouldBe(0, imported.Errors);
            (await host.AskAsync<long>("select count(*) from funding.mt_events where timestamp = '2024-02-01T08:00:00Z'")).ShouldBe(2 + 12, "an import lives on the same simulated clock");
            answer = (await first.GetAsync("/api/v1/cpts/0190a6b2-5d3e-7c41-9a2f-3b1c5d7e9f01", await TokenAsync("auditor", "*"))).Text;
            orphan = host.ServerPid()!.Value;
            await first.SignalAsync("KILL");
        }

        ProcessLife.IsAlive(orphan).ShouldBeTrue("a killed host leaves its server");
        var onRealClock = await host.RunAsync("serve");
        onRealClock.Exit.ShouldBe(1);
        onRealClock.Errors.ShouldContain("--simulated-clock");

        await using var second = await host.ServeAsync("serve", "--simulated-clock", "2024-02-01T08:00:00Z");
        host.ServerPid().ShouldNotBe(orphan);
        (await second.GetAsync("/api/v1/cpts/0190a6b2-5d3e-7c41-9a2f-3b1c5d7e9f01", await TokenAsync("auditor", "*"))).Text.ShouldBe(answer);
        (await host.EventsAsync()).ShouldBe(2 + 12, "two tariffs, published by the first host alone");
        JsonDocument.Parse((await second.GetAsync("/api/v1/fir-envelopes", await TokenAsync("auditor", "*"))).Text).RootElement.GetProperty("items")[0].GetProperty("authorised").GetDecimal().ShouldBe(1234.56m);
        (await second.SignalAsync("INT")).ShouldBe(0);
        host.ServerPid().ShouldBeNull();
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named_and_no_server_is_left()
    {
        using var holder = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        holder.Start();
        var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((System.Net.IPEndPoint)holder.LocalEndpoint).Port}");
        var ran = await host.RunAsync([("Funding__Urls", address)], "serve");
        ran.Exit.ShouldBe(1, ran.Errors);
        ran.Errors.ShouldContain(address);
        host.ServerPid().ShouldBeNull();
    }

    [Fact]
    public async Task The_demonstration_is_marked_synthetic_and_made_up_once()
    {
        long events;
        await using (var first = await host.ServeAsync("demo", "--cpts", "20", "--years", "2"))
        {
            first.Said.ShouldContain("synthétique");
            events = await host.EventsAsync("demo");
            events.ShouldBeGreaterThan(20);
            var auditor = (await host.RunAsync("token", "--demo", "--role", "auditor", "--region", "*", "--user", "a")).Output.Trim();
            await PageForms.SignInAsync(first.Client, ("who", "auditor"));
            (await first.GetAsync("/")).Text.ShouldContain("Auditeur national (fictif)");
            foreach (var path in (string[])["/", "/cpts", "/api/v1/cpts"])
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
                request.Headers.Authorization = new("Bearer", auditor);
                using var response = await first.Client.SendAsync(request);
                response.IsSuccessStatusCode.ShouldBeTrue(path);
                response.Headers.GetValues("Funding-Synthetic").ShouldBe(["true"], path);
            }

            var listed = JsonDocument.Parse((await first.GetAsync("/api/v1/cpts?page[size]=200", auditor)).Text).RootElement.GetProperty("items");
            listed.GetArrayLength().ShouldBe(20);
            (await first.SignalAsync("TERM")).ShouldBe(0);
        }

        await using var second = await host.ServeAsync("demo", "--cpts", "20", "--years", "2");
        // Only what fell due since may have been added.
        (await host.AskAsync<long>("select count(*) from funding.dossiers", "demo")).ShouldBe(20);
        (await host.EventsAsync("demo")).ShouldBeInRange(events, events + 5);
        var verified = await host.RunAsync("verify", "--demo");
        verified.Exit.ShouldBe(0, verified.Errors);
        verified.Output.ShouldContain("signée");
        Directory.GetDirectories(host.Data).ShouldBe([Path.Combine(host.Data, "demo")], "data, keys and signed heads of a service are elsewhere");
    }

    /// <summary>How an answer is compressed for who takes it compressed.</summary>
    private static async Task<string> EncodingAsync(Serving serving, string path, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Authorization = new("Bearer", token.Trim());
        request.Headers.AcceptEncoding.ParseAdd("br");
        using var response = await serving.Client.SendAsync(request);
        response.IsSuccessStatusCode.ShouldBeTrue(path);
        return string.Join(' ', response.Content.Headers.ContentEncoding);
    }

    private async Task<int> PostAsync(Serving serving, string path, string body, string role, string region)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new("Bearer", await TokenAsync(role, region));
        using var response = await serving.Client.SendAsync(request);
        return (int)response.StatusCode;
    }

    private async Task<string> TokenAsync(string role, string region) => (await host.RunAsync("token", "--role", role, "--user", "a.martin", "--region", region)).Output.Trim();
}
