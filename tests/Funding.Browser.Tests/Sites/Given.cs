using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Funding.Host.Security;
using Funding.Host.Settings;

namespace Funding.Browser.Tests.Sites;

/// <summary>What others did before a day begins, told to the API of the demonstration by people who are not of it.</summary>
/// <param name="data">The data folder of the demonstration, where its key is.</param>
/// <param name="client">Asks it.</param>
public sealed class Given(string data, HttpClient client) : IDisposable
{
    /// <summary>INSEE code of the region where the days are.</summary>
    private const string Region = "84";

    private readonly LocalIssuer issuer = new(new FundingSettings { Data = data }.OfDemo());

    /// <summary>The legal day there.</summary>
    public static DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeBySystemTimeZoneId(DateTimeOffset.UtcNow, "Europe/Paris").DateTime);

    /// <summary>A day as fields of dates and the API write it.</summary>
    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The region's FIR envelope of this year has so much left for CPTS; answers how much of it they have already.</summary>
    /// <param name="available">In euros.</param>
    public async Task<decimal> EnvelopeAsync(decimal available)
    {
        if (await FindEnvelopeAsync() is null)
            await DoneAsync("admin", "fir-envelopes", new { regionCode = Region, year = Today.Year, total = 1_000_000, fungible = 1_000_000, reference = "Notification de janvier (synthétique)" });
        var committed = (await FindEnvelopeAsync())!.Value.GetProperty("committed").GetDecimal();
        await DoneAsync("ars-officer", string.Create(CultureInfo.InvariantCulture, $"fir-envelopes/{Region}/{Today.Year}/cpts-share"), new { amount = committed + available, reference = $"Décision {Guid.NewGuid()}" });
        return committed;
    }

    /// <summary>A CPTS of 65 000 inhabitants whose letter of intent is accepted.</summary>
    public async Task<Guid> InProjectAsync(string name, DateOnly on)
    {
        var id = Guid.CreateVersion7();
        await DoneAsync("ars-officer", "cpts", new { id, name, regionCode = Region, departmentCode = "69", population = 65_000, effectiveDate = Iso(on) });
        await DoneAsync("ars-officer", $"cpts/{id}/letter-of-intent/acceptance", new { effectiveDate = Iso(on) });
        return id;
    }

    /// <summary>One whose health project is validated.</summary>
    public async Task<Guid> ValidatedAsync(string name, DateOnly on)
    {
        var id = await InProjectAsync(name, on);
        await DoneAsync("ars-officer", $"cpts/{id}/health-project", new { effectiveDate = Iso(on) });
        await DoneAsync("ars-officer", $"cpts/{id}/health-project/validation", new { effectiveDate = Iso(on) });
        return id;
    }

    /// <summary>One whose contract, and all its missions, began on a day; the advance of the second year's functioning is paid.</summary>
    public async Task<Guid> ContractedAsync(string name, DateOnly on, object terms, params IEnumerable<string> missions)
    {
        var id = await ValidatedAsync(name, on.AddMonths(-3)); // past its two months a project is deemed validated, whatever is recorded afterwards
        await DoneAsync("am-officer", $"cpts/{id}/aci/negotiation", new { effectiveDate = Iso(on) });
        await DoneAsync("am-officer", $"cpts/{id}/aci/proposals", new { by = "cpam", terms, effectiveDate = Iso(on) });
        foreach (var (role, party) in ((string, string)[])[("cpts", "cpts"), ("am-officer", "cpam"), ("ars-officer", "ars")])
            await DoneAsync(role, $"cpts/{id}/aci/proposals/1/approvals", new { by = party, effectiveDate = Iso(on) }, id);
        await DoneAsync("am-officer", $"cpts/{id}/aci/contracts", new { startsOn = Iso(on), effectiveDate = Iso(on) });
        foreach (var mission in missions) await DoneAsync("am-officer", $"cpts/{id}/aci/contracts/1/missions/{mission}/start", new { effectiveDate = Iso(on) });
        return id;
    }

    /// <summary>So much of an instalment is certified and paid.</summary>
    public async Task PaidAsync(Guid id, string commitment, int instalment, decimal amount)
    {
        await DoneAsync("am-officer", $"cpts/{id}/commitments/{commitment}/certifications", new { instalment, amount });
        await DoneAsync("am-accountant", $"cpts/{id}/commitments/{commitment}/payments", new { instalment, amount, paymentReference = $"VIR-{commitment}" });
    }

    /// <summary>An act that somebody of a role does, and that is not refused.</summary>
    public async Task DoneAsync(string role, string path, object body, Guid? cpts = null)
    {
        using var request = Request(HttpMethod.Post, path, role, cpts);
        request.Content = JsonContent.Create(body);
        using var answer = await client.SendAsync(request);
        answer.IsSuccessStatusCode.ShouldBeTrue($"{path}: {await answer.Content.ReadAsStringAsync()}");
    }

    public void Dispose() => issuer.Dispose();

    private async Task<JsonElement?> FindEnvelopeAsync()
    {
        using var request = Request(HttpMethod.Get, $"fir-envelopes?region={Region}", "auditor");
        using var answer = await client.SendAsync(request);
        var envelopes = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("items").EnumerateArray();
        return envelopes.Cast<JsonElement?>().FirstOrDefault(it => it!.Value.GetProperty("year").GetInt32() == Today.Year);
    }

    private HttpRequestMessage Request(HttpMethod method, string path, string role, Guid? cpts = null)
    {
        var who = new TokenRequest(role, $"avant-{role}") { Name = "Quelqu’un d’avant", Region = role is "cpts" ? null : role is "admin" or "auditor" ? "*" : Region, Cpts = role is "cpts" ? cpts : null };
        return new HttpRequestMessage(method, new Uri($"/api/v1/{path}", UriKind.Relative)) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", issuer.Issue(who)) } };
    }
}
